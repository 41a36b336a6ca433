//! The checks: a message, the two people and a rule in, findings out.

pub mod reference;
