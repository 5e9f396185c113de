//! From a template's HTML to the document that a browser gets: the script's tag, and a shell where there is none.

use crate::http::assets;
use crate::http::reply::escape;
use crate::session::prefix::Prefix;
use crate::session::view::Opened;

/// What a shell is made of: the document around a template that is none itself.
///
/// A shell puts [`script`](Self::script) into its `<head>` and [`content`](Self::content), with nothing beside it, into an
/// element that has the attribute `data-lvt-root`.
///
/// ```
/// # use livetpl_runtime::http::{App, Shell};
/// let app = App::new().shell(|shell: &Shell| {
///     format!(
///         "<!DOCTYPE html><html><head><title>Mine</title>{}</head><body><main data-lvt-root>{}</main></body></html>",
///         shell.script, shell.content,
///     )
/// });
/// ```
pub struct Shell<'a> {
    /// What stands before the application's paths in a browser ([`App::prefix`](crate::http::App::prefix)); else nothing.
    pub prefix: &'a str,
    /// The page's path, without it.
    pub path: &'a str,
    /// The script's tag.
    pub script: &'a str,
    /// The template's HTML.
    pub content: &'a str,
}

impl Shell<'_> {
    /// The default shell: title, viewport, colour scheme.
    ///
    /// ```
    /// let app = livetpl::App::new().shell(|shell| {
    ///     shell.to_html().replace("</head>", "<link rel=\"stylesheet\" href=\"/style.css\"></head>")
    /// });
    /// ```
    pub fn to_html(&self) -> String {
        let title = self.path.trim_matches('/');
        let title = if title.is_empty() { "Home" } else { title };
        format!(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\"><title>{}</title>{}</head>\
             <body data-lvt-root>{}</body></html>",
            escape(title),
            self.script,
            self.content,
        )
    }
}

/// How often the script beats where nothing else is said.
const USUAL_BEAT_SECONDS: f64 = 10.0;

/// The script's tag for a page.
pub(crate) fn script_tag(opened: &Opened, plan_hash: &str, prefix: &Prefix) -> String {
    let change = if opened.hears_changes {
        " data-lvt-change"
    } else {
        ""
    };
    let plans = match &opened.plans[..] {
        [] => String::new(),
        plans => format!(" data-lvt-plans=\"{}\"", plans.join(" ")),
    };
    let beat = match opened.heartbeat.as_secs_f64() {
        USUAL_BEAT_SECONDS => String::new(),
        seconds => format!(" data-lvt-beat=\"{seconds}\""),
    };
    let user = opened.user.as_ref();
    let user = user.map_or_else(String::new, |user| format!(" data-lvt-user=\"{user}\""));
    format!(
        "<script defer src=\"{}\" data-lvt-plan=\"{}\"{plans}{change}{user}{beat} data-lvt-token=\"{}\" data-lvt-root-hash=\"{}\" \
         data-lvt-shape=\"{}\"></script>",
        prefix.before(assets::script_path()),
        prefix.before(&assets::plan_path(plan_hash)),
        opened.token,
        opened.root,
        escape(&opened.shape),
    )
}

/// The whole document of a page.
pub(crate) fn document(
    opened: &Opened,
    plan_hash: &str,
    prefix: &Prefix,
    path: &str,
    shell: &(dyn Fn(&Shell<'_>) -> String + Send + Sync),
) -> String {
    let script = script_tag(opened, plan_hash, prefix);
    match opened
        .head_end
        .and_then(|at| opened.html.split_at_checked(at))
    {
        Some((before, after)) => [before, &script, after].concat(),
        None => shell(&Shell {
            prefix: prefix.text(),
            path,
            script: &script,
            content: &opened.html,
        }),
    }
}
