//! The macros of livetpl. Owns the entry points only; each room beside it owns one half of an application's types.
//!
//! This crate never depends on the runtime: what it generates names `::livetpl::__private::…`. Read `controller` for
//! the dispatch table, `state` for persisted fields, `template` for what becomes of a template.

use proc_macro::TokenStream;

mod controller;
mod errors;
mod lifetimes;
mod state;
mod template;

#[cfg(test)]
mod goldens;

/// Makes a struct a controller, or an impl its actions.
///
/// On a struct, `#[live_controller(state = LogState)]` ties the controller to the state that its pages show. Without
/// `state`, the struct is its own state: it takes `#[template(…)]`, and `#[persist]` on its fields, as the derive of
/// `LiveState` does.
///
/// On an impl, methods named `mount`, `on_connect` and `on_disconnect` are run by the framework, and so are those with
/// `#[action]` (a browser, a peer or the server may call it), `#[action(internal)]` (a peer or the server) or
/// `#[action(coalesce)]` (two queued calls with equal payload may run as one). Each action `send` gets a constant
/// `SEND` beside it. Everything else is an ordinary item.
///
/// A method takes what it needs, in any order: the state, a `Context`, `Form<T>` for the whole payload, or fields of
/// the payload by their names. It is `fn` or `async fn`, and returns nothing or `Result`.
#[proc_macro_attribute]
pub fn live_controller(arguments: TokenStream, item: TokenStream) -> TokenStream {
    controller::expand(arguments.into(), item.into(), template::expand).into()
}

/// Makes a struct or an enum a live template: one that can stand in a slot of any other, with its structure.
///
/// `#[template(…)]` names its template as askama does (`path = "…"`, or `source = "…", ext = "html"`), on an enum also on
/// its variants. The type may be generic and may borrow. A state is a live template already: `LiveState` implies this.
///
/// Its output is escaped already, so it is written as it is: `{{ child }}` is what `{{ child|safe }}` would be. A template
/// that is not escaped for HTML (`escape = "none"`, `ext = "txt"`) needs `|safe`, as in askama.
#[proc_macro_derive(LiveTemplate, attributes(template))]
pub fn live_template(item: TokenStream) -> TokenStream {
    state::derive_template(item.into(), template::expand).into()
}

/// Makes a struct or an enum a state: what one page shows.
///
/// `#[template(…)]` names its template as askama does (`path = "…"`, or `source = "…", ext = "html"`). Fields with
/// `#[persist]` are kept for the session, in the session store.
#[proc_macro_derive(LiveState, attributes(template, persist))]
pub fn live_state(item: TokenStream) -> TokenStream {
    state::derive(item.into(), template::expand).into()
}

/// Makes a function a filter of one's own, for templates in its module: askama's `filter_fn`.
///
/// Its first argument is the value, its second the `Values` that askama hands on, then what the template gives. It is
/// named by its path: `{{ title|filters::shout }}`, or alone where a module `filters` is in scope.
#[proc_macro_attribute]
pub fn filter_fn(arguments: TokenStream, item: TokenStream) -> TokenStream {
    template::instrument::filter_fn(arguments.into(), item.into()).into()
}
