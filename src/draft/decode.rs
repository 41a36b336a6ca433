//! Bytes to text: UTF-8, UTF-16 by byte order mark, other encodings by name.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::problem::{Problem, nearest};

/// The longest file that is read, in bytes. A message is thousands of times shorter; whatever
/// is longer was picked by mistake.
pub const MAX_BYTES: usize = 1 << 20;

/// Labels that people write, for "did you mean".
const LABELS: &[&str] = &[
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-15",
    "latin1",
    "macintosh",
];

/// The encoding behind a label such as `windows-1252` or `latin1`.
///
/// # Errors
/// A sentence that names the label and the nearest known one.
pub fn encoding_named(label: &str) -> Result<&'static Encoding, String> {
    if let Some(encoding) = Encoding::for_label_no_replacement(label.as_bytes()) {
        return Ok(encoding);
    }
    let label = label.trim();
    Err(
        match nearest(&label.to_ascii_lowercase(), LABELS.iter().copied()) {
            Some(near) => format!("there is no encoding `{label}`, did you mean `{near}`?"),
            None => {
                format!("there is no encoding `{label}`; usual ones are utf-8 and windows-1252")
            }
        },
    )
}

/// Decodes a file.
///
/// Without `encoding` it is UTF-8, or UTF-16 when it begins with that byte order mark. A byte
/// order mark stays in the text as its first character, so that offsets count from the start
/// of the file.
///
/// # Errors
/// Files over [`MAX_BYTES`], binary files, and bytes that aren't valid in the encoding; the
/// latter with value and position of the first such byte.
pub fn decode(
    name: &str,
    bytes: &[u8],
    encoding: Option<&'static Encoding>,
) -> Result<String, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::of_file(
            name,
            format!(
                "is too long for a message: {} bytes, at most {MAX_BYTES} are read",
                bytes.len()
            ),
        ));
    }
    // The mark is the file's own word; a named encoding only yields to it for the same family.
    let marked = [(&b"\xff\xfe"[..], UTF_16LE), (&b"\xfe\xff"[..], UTF_16BE)]
        .into_iter()
        .find(|(mark, _)| bytes.starts_with(mark))
        .map(|(_, encoding)| encoding);
    let encoding = encoding.or(marked).unwrap_or(UTF_8);
    if encoding == UTF_8 {
        let text = str::from_utf8(bytes).map_err(|error| not_utf8(name, bytes, error))?;
        return no_nul(name, text.to_owned());
    }
    if encoding.is_single_byte() && bytes.contains(&0) {
        return Err(binary(name));
    }
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => no_nul(name, text.into_owned()),
        None => Err(
            Problem::of_file(name, format!("is not valid {}", encoding.name()))
                .help("another --encoding may fit; without one, UTF-8 is read"),
        ),
    }
}

fn no_nul(name: &str, text: String) -> Result<String, Problem> {
    if text.contains('\0') {
        return Err(binary(name));
    }
    Ok(text)
}

fn binary(name: &str) -> Problem {
    Problem::of_file(name, "looks like a binary file").help("a message is a text file")
}

fn not_utf8(name: &str, bytes: &[u8], error: std::str::Utf8Error) -> Problem {
    if bytes.contains(&0) {
        return binary(name);
    }
    let at = error.valid_up_to();
    let before = &bytes[..at];
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    let line_start = before
        .iter()
        .rposition(|b| *b == b'\n')
        .map_or(0, |i| i + 1);
    let column = String::from_utf8_lossy(&before[line_start..])
        .chars()
        .count()
        + 1;
    Problem::of_file(
        name,
        format!(
            "is not UTF-8: byte 0x{:02X} at offset {at} (line {line}, column {column})",
            bytes[at]
        ),
    )
    .help("if it was saved by an older Windows program, try --encoding windows-1252")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_is_read_with_and_without_byte_order_mark() {
        assert_eq!(decode("a", "Grüße".as_bytes(), None).unwrap(), "Grüße");
        let marked = decode("a", b"\xef\xbb\xbfHi", None).unwrap();
        assert_eq!(marked, "\u{feff}Hi");
        assert_eq!(decode("a", b"", None).unwrap(), "");
    }

    #[test]
    fn utf16_is_told_by_its_mark() {
        let little: Vec<u8> = "\u{feff}Grüße 🙂"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let big: Vec<u8> = "\u{feff}Grüße 🙂"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(decode("a", &little, None).unwrap(), "\u{feff}Grüße 🙂");
        assert_eq!(decode("a", &big, None).unwrap(), "\u{feff}Grüße 🙂");
    }

    #[test]
    fn a_wrong_byte_is_named_with_its_place_and_a_cure() {
        let problem = decode("draft.txt", b"Hallo,\nsch\xf6n", None).unwrap_err();
        assert!(problem.message.contains("0xF6 at offset 10"), "{problem}");
        assert!(problem.message.contains("line 2, column 4"), "{problem}");
        assert!(problem.help.unwrap().contains("--encoding windows-1252"));
    }

    #[test]
    fn other_encodings_are_read_by_name() {
        let encoding = encoding_named("windows-1252").unwrap();
        assert_eq!(decode("a", b"sch\xf6n", Some(encoding)).unwrap(), "schön");
        let sjis = encoding_named("shift_jis").unwrap();
        assert!(decode("a", b"\x81", Some(sjis)).is_err());
        assert!(
            encoding_named("window-1252")
                .unwrap_err()
                .contains("`windows-1252`")
        );
    }

    #[test]
    fn binary_and_huge_files_are_refused() {
        assert!(
            decode("a", b"PK\x00\x01", None)
                .unwrap_err()
                .message
                .contains("binary")
        );
        assert!(
            decode("a", b"\x89PNG\x00\xff", None)
                .unwrap_err()
                .message
                .contains("binary")
        );
        assert!(
            decode("a", &vec![b'a'; MAX_BYTES + 1], None)
                .unwrap_err()
                .message
                .contains("too long")
        );
        assert!(decode("a", &vec![b'a'; MAX_BYTES], None).is_ok());
    }
}
