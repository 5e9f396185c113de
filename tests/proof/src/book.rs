//! Every construct of askama's template syntax (the book's chapter, version 0.16), a page each.
//!
//! A page is *planned* where each piece of its HTML is statics, slots, branches and lists; it is *coarse* where some of
//! its HTML is sent as a whole, as the guide's list says. `tests/written/book.rs` sees to it that each is what it says.

use std::fmt;

use crate::corpus::Template;

/// For `crate::…` paths in templates.
pub const MOST: usize = 2;

/// Filters of one's own.
#[allow(
    missing_docs,
    reason = "what askama's attribute makes of a filter has no documentation"
)]
pub mod filters {
    use std::fmt::Display;

    /// Says it twice.
    ///
    /// # Errors
    ///
    /// Never.
    #[askama::filter_fn]
    pub fn twice(
        what: impl Display,
        _: &dyn askama::Values,
        between: &str,
    ) -> askama::Result<String> {
        Ok(format!("{what}{between}{what}"))
    }
}

/// A struct that templates make.
pub struct Point {
    x: i64,
    y: i64,
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}|{}>", self.x, self.y)
    }
}

fn shout(what: &str) -> String {
    what.to_uppercase()
}

fn checked(number: &i64) -> Result<i64, fmt::Error> {
    Ok(*number)
}

fn outcome(number: &i64) -> Result<i64, String> {
    if *number > 1 {
        Ok(*number)
    } else {
        Err(format!("{number} & no more"))
    }
}

/// A template in a template, of plain askama.
#[derive(askama::Template)]
#[template(source = "<b>{{ label }}</b>", ext = "html")]
struct Badge<'a> {
    label: &'a str,
}

mod imports {
    pub(super) use livetpl::LiveState;

    pub(super) use super::{Badge, Point, checked, filters, outcome, shout};
    pub(super) use crate::data::Kind;

    /// A trait of both structs of a page.
    pub(super) trait Greet {
        fn greet(name: &str) -> String {
            format!("Hello, {name}")
        }

        fn length(&self) -> usize {
            7
        }
    }

    impl<T> Greet for T {}
}

/// The two lists.
macro_rules! book {
    (planned { $($planned:ident $source:literal $(($($attribute:tt)*))?;)* } coarse { $($coarse:ident $whole:literal;)* }) => {
        $($crate::page!($planned, $source $(, $($attribute)*)?);)*
        $($crate::page!($coarse, $whole);)*

        /// The pages that are planned whole.
        pub const PLANNED: &[Template] = &[$($planned::TEMPLATE),*];
        /// The pages of which something is sent as a whole.
        pub const COARSE: &[Template] = &[$($coarse::TEMPLATE),*];
    };
}

book! {
    planned {
        expression "<p>{{ title }}, {{ self.n }}</p>";
        method_of_a_value "<p>{{ title.trim().len() }}</p>";
        filter_one "<p>{{ title|upper }}</p>";
        filter_chain "<p>{{ title|trim|upper|truncate(5) }}</p>";
        filter_with_a_value "<p>{{ words|join(title) }}</p>";
        filter_format "<p>{{ \"{:?}\"|format(title) }}</p>";
        filter_named_argument "<p>{{ text|truncate(length = 4) }}</p>";
        filter_of_ones_own "<p>{{ title|twice(\" & \") }}</p>";
        filter_default "<p>{{ title|assigned_or(\"nothing\") }} {{ nowhere|defined_or(title) }}</p>";
        filter_pluralize "<p>{{ count }} item{{ count|pluralize }}</p>";
        constants "<p>{{ crate::book::MOST }}{% if words.len() > crate::book::MOST %}<b>{{ n }}</b>{% endif %}</p>";
        assignment_let "{% let name = title.trim() %}<p>{{ name }}</p>{% let length = name.len() %}<i>{{ length }}</i>";
        assignment_set "{% set name = text %}<p>{{ name }}</p>";
        assignment_shadowing "{% let x = title %}<p>{{ x }}</p>{% let x = text %}<p>{{ x }}</p>";
        assignment_mut "{% let mut all = words.iter() %}<p>{{ all.next().map_or(0, String::len) }}</p>";
        assignment_destructuring "{% let (a, b) = (n, title.as_str()) %}<p>{{ a }}</p><i>{{ b }}</i>";
        assignment_later "{% decl value -%}{% if flag -%}{% let value = title.as_str() -%}{% else -%}{% let value = \"none\" -%}{% endif -%}<p>{{ value }}</p>";
        assignment_compound "{%- let mut sum = 0 -%}<ul>{%- for r in rows -%}{%- mut sum += r.n -%}<li>{{ sum }}</li>{%- endfor -%}</ul>";
        whitespace_suppressed "<p>  {{- title -}}  </p>  {%- if flag -%}  <b>x</b>  {%- endif -%}  ";
        whitespace_minimized "<p> \n {{~ title ~}} \n </p> {%~ if flag ~%}  <b>x</b>  {%~ endif ~%}  ";
        whitespace_kept "<p>  {{+ title +}}  </p>" (whitespace = "suppress");
        function_static "<p>{{ self::shout(title) }}</p>";
        function_of_a_path "<p>{{ std::cmp::max(n, count) }}</p>";
        function_associated "<p>{{ Self::greet(title) }}</p>";
        function_method "<p>{{ self.length() }}{{ length() }}</p>";
        struct_made "<p>{{ Point { x: n.abs(), y: 2 }.to_string() }}</p>";
        inheritance "{% extends \"book/layout.html\" %}{% block title %}{{ n }}{% endblock %}{% block content %}<h1>{{ title }}</h1>{{ super() }}{% endblock %}";
        inheritance_over_two_levels "{% extends \"book/middle.html\" %}{% block head %}<meta name=\"a\" content=\"{{ title }}\">{% endblock %}{% block main %}{{ super() }}{% if flag %}<i>{{ text }}</i>{% endif %}{% endblock %}";
        inheritance_nothing_overridden "{% extends \"book/layout.html\" %}";
        block_fragment "<p>never</p>{% block part %}<b>{{ title }}</b>{% endblock %}" (block = "part");
        escaping "<p title=\"{{ title }}\">{{ title }}{{ title|e }}</p>";
        for_each "<ul>{% for r in rows %}<li>{{ r.name }}</li>{% endfor %}</ul>";
        for_filtered "<ul>{% for r in rows if r.done %}<li>{{ r.name }}</li>{% endfor %}</ul>";
        for_else "<ul>{% for r in rows if r.done %}<li>{{ r.name }}</li>{% else %}<li>none of {{ rows.len() }}</li>{% endfor %}</ul>";
        for_loop_variables "<ul>{% for r in rows %}{% if loop.first %}<li>First: {{ r.name }}</li>{% else %}<li class=\"{{ loop.index0 }}\">{{ loop.index }}{% if loop.last %}.{% endif %}</li>{% endif %}{% endfor %}</ul>";
        for_nested "{% for r in rows %}<p>{% for tag in r.tags %}<i>{{ tag }} of {{ r.id }}</i>{% endfor %}</p>{% endfor %}";
        for_pattern "<dl>{% for (word, number) in pairs %}<dt>{{ word }}</dt><dd>{{ number }}</dd>{% endfor %}</dl>";
        for_range "<p>{% for i in 0..3 %}<b>{{ i }}{{ n }}</b>{% endfor %}</p>";
        for_array "<p>{% for word in [\"a\", \"b\"] %}<b>{{ word }}{{ n }}</b>{% endfor %}</p>";
        for_struct_pattern "<ul>{% for crate::data::Row { name, n, .. } in rows %}<li>{{ name }}{{ n }}</li>{% endfor %}</ul>";
        for_continue "<ul>{% for r in rows %}{% if r.done %}{% continue %}{% endif %}<li data-key=\"{{ r.id }}\">{{ r.name }}</li>{% endfor %}</ul>";
        for_break "<ul>{% for r in rows %}<li data-key=\"{{ r.id }}\">{{ r.name }}</li>{% if r.done %}{% break %}{% endif %}{% endfor %}</ul>";
        if_else "{% if rows.len() == 0 %}<p>none</p>{% else if rows.len() == 1 %}<p>one</p>{% elif rows.len() == 2 %}<p>two</p>{% else %}<p>{{ rows.len() }}</p>{% endif %}";
        if_let "{% if let Some(some) = maybe %}<p>{{ some }}</p>{% else %}<p>none</p>{% endif %}";
        if_let_and "{% if let Some(some) = maybe && flag %}<p>{{ some }}</p>{% endif %}";
        if_defined "{% if title is defined %}<p>{{ title }}</p>{% endif %}{% if nowhere is not defined %}<i>{{ n }}</i>{% endif %}";
        match_with "{% match maybe %}{% when Some with (some) %}<p>{{ some }}</p>{% when None %}{% endmatch %}";
        match_literal "{% match n %}{% when 3 %}<p>three</p>{% else %}<i>{{ n }}</i>{% endmatch %}";
        match_result "{% match self::outcome(n) %}{% when Ok(good) %}<p>{{ good }}</p>{% when Err(bad) %}<i>{{ bad }}</i>{% endmatch %}";
        match_enum "{% match kind %}{% when Kind::Plain %}<hr>{% when Kind::Named(name) %}<p>{{ name }}</p>{% when Kind::Counted { times, label } %}<p>{{ times }} {{ label }}</p>{% endmatch %}";
        match_slice "{% match words.as_slice() %}{% when [first, ..] %}<p>{{ first }}</p>{% when _ %}<hr>{% endmatch %}";
        match_alternatives "{% match n %}{% when 1 | 2 %}<p>some</p>{% when other %}<p>{{ other }}</p>{% endmatch %}";
        match_endwhen "{% match n %}{% when 0 | 2 %}<p>even</p>{% endwhen %} {# note #} {% else %}<p>{{ n }}</p>{% endmatch %}";
        references "{% let x = &&\"a\" %}{% if **x == title.as_str() %}<p>{{ *x }}</p>{% else if *x == &text.as_str() %}<i>{{ n }}</i>{% endif %}";
        question_mark "{% let number = self::checked(n)? %}<p>{{ number }}{{ self::checked(count)? }}</p>";
        include "<main>{% include \"book/foot.html\" %}</main>";
        include_in_a_loop "<ul>{% for r in rows %}{% include \"book/row.html\" %}{% endfor %}</ul>";
        include_of_an_equal_filter "<p>{{ words|join(\", \") }}</p>{% include \"book/foot.html\" %}<p>{{ words|join(\", \") }}</p>";
        include_with_an_equal_filter "<p>{{ title|upper }}</p>{% include \"book/joined.html\" %}<p>{{ words|join(\", \") }}</p>";
        macro_of_an_equal_filter "{% macro m() %}<b>m</b>{% endmacro %}<p>{{ words|join(\", \") }}</p>{{ m() }}<p>{{ words|join(\", \") }}</p>";
        macro_with_an_equal_filter "{% macro m() %}<b>{{ words|join(\", \") }}</b>{% endmacro %}<p>{{ words|join(\", \") }}</p>{{ m() }}{{ m() }}<p>{{ words|join(\", \") }}</p>";
        caller_with_an_equal_filter "{% macro m() %}<b>{{ caller() }}{{ words|join(\", \") }}</b>{% endmacro %}<p>{{ words|join(\", \") }}</p>{% call m() %}<i>{{ words|join(\", \") }}</i>{% endcall %}";
        arithmetic "<p>{{ n * 4 / 2 }} {{ 26 / 2 % 7 }} {{ (n + 5) % 3 }} {{ 1 + n * 2 }}</p>";
        logic "<p>{% if flag && n > 1 || !open %}<b>{{ n }}</b>{% endif %}{{ n == 2 }}</p>";
        bit_operators "{% if n bitand 1 != 0 %}<p>{{ n bitor 4 }} {{ n xor 1 }}</p>{% endif %}";
        conversion "<p>{{ n as u8 }} {{ flag as i32 }}</p>";
        concatenation "<p>{{ title ~ \"-\" ~ n ~ text }}</p>";
        rust_macros "<p>{{ format!(\"{}:{}\", self.n, self.count) }}</p>";
        ranges_and_tuples "<p>{{ (n, count).0 }}</p>{% for i in 0..=2 %}<i>{{ i }}</i>{% endfor %}";
        comments "<p>{# a comment #}{{ title }}{# {# nested #} #}</p>{#- tight -#}<!-- HTML's own -->";
        raw "<p>{% raw %}{{ title }} {% if %}{% endraw %}{{ title }}</p>";
        macro_with_defaults "{% macro heading(what, tone = \"calm\") %}<h2 class=\"{{ tone }}\">{{ what }}</h2>{% endmacro %}{{ heading(title) }}{{ heading(text, \"loud\") }}";
        macro_in_the_scope_of_its_call "{% macro both(what) %}<p>{{ what }} {{ outer }}</p>{% endmacro %}{% set outer = n %}{{ both(title) }}";
        macro_with_types "{% macro shown(value: String, extra: Option<String> = None) %}<p>{{ value }}{% if let Some(extra) = extra %}<b>{{ extra }}</b>{% endif %}</p>{% endmacro %}{{ shown(title) }}{{ shown(title, maybe) }}";
        macro_imported "{% import \"book/macros.html\" as ui %}{{ ui::heading(title) }}{{ ui::heading(what = text, tone = \"loud\") }}";
        macro_with_named_arguments "{% macro heading(what, weight = \"normal\", size = 13) %}<h2 class=\"{{ weight }}\" data-size=\"{{ size }}\">{{ what }}</h2>{% endmacro %}{{ heading(what = title, size = 42, weight = \"bold\") }}{{ heading(title, size = 26) }}";
        macro_call_block "{% import \"book/macros.html\" as ui %}{% call ui::framed() %}<b>{{ title }}</b>{% endcall %}";
        macro_call_block_or_not "{% macro dialog(what) %}<div><b>{{ what }}</b>{% if caller is defined %}<p>{{ caller() }}</p>{% endif %}</div>{% endmacro %}{{ dialog(title) }}{% call dialog(text) %}<i>{{ n }}</i>{% endcall %}";
        macro_call_block_with_arguments "{% macro listed() %}<ul>{% for r in rows %}<li>{{ caller(r.name) }}</li>{% endfor %}</ul>{% endmacro %}{% call(name) listed() %}<b>{{ name }}</b>{% endcall %}";
        macro_nested "{% macro inner(what) %}<b>{{ what }}</b>{% endmacro %}{% macro outer(what) %}<p>{{ inner(what) }}</p>{% endmacro %}{{ outer(title) }}";
        macro_around_a_list "{% macro listed(all) %}<ul>{% for r in all %}<li data-key=\"{{ r.id }}\">{{ r.name }}</li>{% endfor %}</ul>{% endmacro %}{{ listed(rows) }}{{ listed(shared.as_slice()) }}";
    }
    coarse {
        safe "<p>{{ html|safe }}</p>";
        filter_block "<div>{% filter lower|safe %}<b>{{ title }}</b> HELLO {{ text }}{% endfilter %}</div>";
        let_block "{% let block %}<b>{{ title }}</b> = {{ n * 2 }}{% endlet %}<p>{{ block|safe }}</p>";
        filter_that_writes_html "<div>{{ text|linebreaksbr }}</div><div>{{ text|paragraphbreaks }}</div>";
        template_in_a_template "<p>{{ Badge { label: title }|safe }}</p>";
    }
}
