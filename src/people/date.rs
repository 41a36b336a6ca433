//! Dates as people write them in a profile: a day, a month or only a year.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};

/// A date of which at least the year is known.
///
/// Ordered by time; a year alone comes before its months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, as in `2024`.
    pub year: u16,
    /// Month from 1 to 12.
    pub month: Option<u8>,
    /// Day from 1 to 31.
    pub day: Option<u8>,
}

impl Date {
    /// Reads `2024`, `2024-05`, `2024-05-12`, `05/2024`, `05.2024`, `12.05.2024`.
    pub fn parse(written: &str) -> Option<Self> {
        let parts: Vec<&str> = written.trim().split(['-', '/', '.']).collect();
        if parts.len() > 3
            || parts
                .iter()
                .any(|p| p.is_empty() || !p.bytes().all(|b| b.is_ascii_digit()))
        {
            return None;
        }
        let (year, month, day) = match parts[..] {
            [year] => (year, None, None),
            [year, month] if year.len() == 4 => (year, Some(month), None),
            [month, year] => (year, Some(month), None),
            [year, month, day] if year.len() == 4 => (year, Some(month), Some(day)),
            // A slash between three numbers is American or British: nobody can tell.
            [day, month, year] if !written.contains('/') => (year, Some(month), Some(day)),
            _ => return None,
        };
        if year.len() != 4 {
            return None;
        }
        let small = |part: Option<&str>, most: u8| match part {
            None => Some(None),
            Some(part) => part
                .parse()
                .ok()
                .filter(|n| (1..=most).contains(n))
                .map(Some),
        };
        Some(Self {
            year: year.parse().ok()?,
            month: small(month, 12)?,
            day: small(day, 31)?,
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DateVisitor)
    }
}

struct DateVisitor;

impl<'de> Visitor<'de> for DateVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date such as 2024-05-12, \"2024-05\" or 2024")
    }

    fn visit_str<E: de::Error>(self, written: &str) -> Result<Date, E> {
        Date::parse(written).ok_or_else(|| E::invalid_value(de::Unexpected::Str(written), &self))
    }

    fn visit_i64<E: de::Error>(self, year: i64) -> Result<Date, E> {
        u16::try_from(year)
            .ok()
            .filter(|year| (1000..=9999).contains(year))
            .map(|year| Date {
                year,
                month: None,
                day: None,
            })
            .ok_or_else(|| E::invalid_value(de::Unexpected::Signed(year), &self))
    }

    fn visit_u64<E: de::Error>(self, year: u64) -> Result<Date, E> {
        self.visit_i64(i64::try_from(year).unwrap_or(i64::MAX))
    }

    // The form in which the toml crate hands over its own dates.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Date, A::Error> {
        let written =
            toml::value::Datetime::deserialize(de::value::MapAccessDeserializer::new(map))?;
        written
            .date
            .map(|date| Date {
                year: date.year,
                month: Some(date.month),
                day: Some(date.day),
            })
            .ok_or_else(|| de::Error::custom("this time has no date"))
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A date: 2024-05-12, \"2024-05\", \"05/2024\" or 2024.",
            "anyOf": [
                { "type": "string", "pattern": r"^(\d{4}(-\d{1,2}(-\d{1,2})?)?|(\d{1,2}\.)?\d{1,2}[./]\d{4})$" },
                { "type": "integer", "minimum": 1000, "maximum": 9999 }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Holder {
        at: Date,
    }

    fn toml(value: &str) -> Result<String, String> {
        toml::from_str::<Holder>(&format!("at = {value}"))
            .map(|holder| holder.at.to_string())
            .map_err(|error| error.message().to_owned())
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (written, read) in [
            ("2024-05-12", "2024-05-12"),
            ("2024-05-12T07:30:00Z", "2024-05-12"),
            ("2024", "2024"),
            ("\"2024\"", "2024"),
            ("\"2024-05\"", "2024-05"),
            ("\"05/2024\"", "2024-05"),
            ("\"5.2024\"", "2024-05"),
            ("\"12.05.2024\"", "2024-05-12"),
        ] {
            assert_eq!(toml(written).as_deref(), Ok(read), "{written}");
        }
    }

    #[test]
    fn what_is_no_date_is_an_error_that_shows_how_to_write_one() {
        for written in [
            "\"2024-13\"",
            "\"soon\"",
            "24",
            "\"05/12/2024\"",
            "\"\"",
            "true",
            "07:30:00",
        ] {
            let error = toml(written).unwrap_err();
            assert!(error.contains("date"), "{written}: {error}");
        }
    }

    #[test]
    fn json_dates_work_too() {
        let holder: Holder = serde_json::from_str(r#"{"at":"05/2024"}"#).unwrap();
        assert_eq!(holder.at.to_string(), "2024-05");
    }
}
