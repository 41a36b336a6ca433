//! Parts of German compounds.
