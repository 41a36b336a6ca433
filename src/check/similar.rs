//! The same text to several people. Judged over a run, not over a message; see `batch`.
