//! A hash for short words. Every word of a message is looked up some ten times; the hash of the
//! standard library guards against hostile keys, which costs more than the look-up itself.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map with short words as keys.
pub(crate) type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// FNV-1a.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again() {
        let mut map: WordMap<String, usize> = WordMap::default();
        for i in 0..1000 {
            map.insert(format!("wort{i}"), i);
        }
        assert_eq!(map.get("wort77"), Some(&77));
        assert_eq!(map.get("wort"), None);
    }
}
