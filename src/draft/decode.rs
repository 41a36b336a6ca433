//! Bytes to text: UTF-8, UTF-16 by byte order mark, other encodings by name.
