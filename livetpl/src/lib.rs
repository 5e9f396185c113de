//! Re-exports.
