//! The two people: who the message is for, and who sends it. Knows no rules.

pub mod date;
pub mod facts;
pub mod name;
pub mod recipient;
pub mod sender;
pub mod wish;

pub use date::Date;
pub use facts::{Fact, FactClass};
pub use recipient::{
    Activity, ActivityKind, Address, Aka, Education, Experience, Person, Recipient, Salutation,
    Shared, Work,
};
pub use sender::{Sender, SenderName};
pub use wish::{Wish, WishKind};
