//! The guide: one chapter a module, each a Markdown file in `livetpl/guide/`, so that its code is compiled by the tests.
//! In the order in which they are best read:
//!
#![doc = include_str!("../guide/chapters.md")]

#[doc = include_str!("../guide/first_steps.md")]
pub mod first_steps {}

#[doc = include_str!("../guide/concepts.md")]
pub mod concepts {}

#[doc = include_str!("../guide/the_macro.md")]
pub mod the_macro {}

#[doc = include_str!("../guide/templates.md")]
pub mod templates {}

#[doc = include_str!("../guide/forms.md")]
pub mod forms {}

#[doc = include_str!("../guide/lvt.md")]
pub mod lvt {}

#[doc = include_str!("../guide/navigation.md")]
pub mod navigation {}

#[doc = include_str!("../guide/uploads.md")]
pub mod uploads {}

#[doc = include_str!("../guide/attributes.md")]
pub mod attributes {}

#[doc = include_str!("../guide/state.md")]
pub mod state {}

#[doc = include_str!("../guide/context.md")]
pub mod context {}

#[doc = include_str!("../guide/topics.md")]
pub mod topics {}

#[doc = include_str!("../guide/background.md")]
pub mod background {}

#[doc = include_str!("../guide/identity.md")]
pub mod identity {}

#[doc = include_str!("../guide/axum.md")]
pub mod axum {}

#[doc = include_str!("../guide/processes.md")]
pub mod processes {}

#[cfg_attr(feature = "testing", doc = include_str!("../guide/testing.md"))]
#[cfg_attr(
    not(feature = "testing"),
    doc = "The chapter on the test kit is there with the feature `testing`."
)]
pub mod testing {}

#[doc = include_str!("../guide/limits.md")]
pub mod limits {}

#[doc = include_str!("../guide/template_errors.md")]
pub mod template_errors {}

#[doc = include_str!("../guide/benchmarks.md")]
pub mod benchmarks {}
