//! End-to-end tests and load of livetpl: the browser driver, the servers under test.
