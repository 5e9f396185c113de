//! What compiles, and what every compile error says. One fixture a rule, named after it.
//!
//! Each failing fixture also uses what the macros generate, to show that no second error follows. Bless with
//! `TRYBUILD=overwrite cargo test -p livetpl --test ui`.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/ui/pass/*.rs");
    cases.compile_fail("tests/ui/fail/*.rs");
}
