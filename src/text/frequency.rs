//! How rare a word is.
