//! Byte spans and the one place that turns them into lines and columns.

use std::ops::Range;

/// A half-open range of byte offsets into one source text.
///
/// Both ends lie on character boundaries of that text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`, both byte offsets.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// A position as people count it: line and column from 1, the column in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

/// Starts of the lines of one text. A line ends at LF, CRLF or a lone CR.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many scalars begin before each [`STEP`]th byte, so that columns in a long line
    /// needn't be counted from its start.
    scalars: Vec<usize>,
}

/// Bytes between two counts of scalars.
const STEP: usize = 512;

impl LineIndex {
    /// Indexes `text` in one pass.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut scalars = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0;
        for (i, &b) in bytes.iter().enumerate() {
            if i % STEP == 0 {
                scalars.push(count);
            }
            count += usize::from(begins_scalar(b));
            if b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i + 1);
            }
        }
        Self { starts, scalars }
    }

    /// The position of the byte `offset` in `text`, the text this index was made of.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.starts.partition_point(|&s| s <= offset) - 1;
        // A byte order mark is in the file, but no editor counts it.
        let mark = usize::from(line == 0 && offset > 0 && text.starts_with('\u{feff}'));
        let column = self.before(text, offset) - self.before(text, self.starts[line]) + 1 - mark;
        Position {
            line: line + 1,
            column,
        }
    }

    /// How many scalars begin before the byte `offset`.
    fn before(&self, text: &str, offset: usize) -> usize {
        let step = (offset / STEP).min(self.scalars.len().saturating_sub(1));
        let counted = self.scalars.get(step).copied().unwrap_or(0);
        let rest = &text.as_bytes()[step * STEP..offset];
        counted + rest.iter().filter(|b| begins_scalar(**b)).count()
    }
}

/// Whether a byte of UTF-8 is the first of its scalar.
fn begins_scalar(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_scalars_and_lines_end_at_any_line_end() {
        let text = "äb\r\ncd\re🙂f\ng";
        let index = LineIndex::new(text);
        let at = |needle: &str| {
            let p = index.position(text, text.find(needle).unwrap());
            (p.line, p.column)
        };
        assert_eq!(at("b"), (1, 2));
        assert_eq!(at("d"), (2, 2));
        assert_eq!(at("f"), (3, 3));
        assert_eq!(at("g"), (4, 1));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let text = "\u{feff}äb\nc";
        let index = LineIndex::new(text);
        let at = |offset| index.position(text, offset).column;
        assert_eq!((at(0), at(3), at(5), at(7)), (1, 1, 2, 1));
    }

    #[test]
    fn columns_in_a_long_line_are_those_counted_one_by_one() {
        let text = "aä🙂".repeat(700);
        let index = LineIndex::new(&text);
        for (i, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(index.position(&text, offset).column, i + 1);
        }
        assert_eq!(index.position(&text, text.len()).column, 2101);
    }
}
