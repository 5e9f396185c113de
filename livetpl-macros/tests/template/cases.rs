//! The templates of the identity test: each construct by name, and mixtures of all with random whitespace marks.

/// One template, as the inside of `#[template(…)]`.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) attr: String,
}

/// How many mixtures there are; more with `LIVETPL_MIXTURES`.
const MIXTURES: u64 = 12;

/// Templates in files, by path, with what else is in the attribute.
const FILES: &[(&str, &str)] = &[
    ("page.html", ""),
    ("page.html", r#", whitespace = "suppress""#),
    ("page.html", r#", whitespace = "minimize""#),
    ("page.html", r#", block = "main""#),
    ("layouts/middle.html", ""),
    ("layouts/base.html", r#", whitespace = "minimize""#),
    ("blocks.html", ""),
    ("blocks.html", r#", block = "one""#),
    ("parts/rows.html", ""),
    ("parts/with_macro.html", ""),
    ("parts/extending.html", ""),
    ("parts/crlf.html", ""),
    ("parts/crlf.html", r#", whitespace = "minimize""#),
    ("parts/empty.html", ""),
];

/// Templates in line.
const SOURCES: &[&str] = &[
    // Values
    "a {{ name }} b {{- n -}} c {{ -n }} {{ \"<\" }} {{ \"<\"|safe }} {{ n + 1 }} {{ (n) }} {{ name ~ n }}",
    "{{ \"}}\" }}{{ '}' }}{{ '\\'' }}{{ \"{%\" }}{{ format!(\"{:?}}}\", 7) }}",
    "{{ name|upper }} {{ items.len() }} {{ self.n }} {{ maybe.unwrap_or(\"-\") }}",
    // Comments
    " a {#- one -#} b {# two #} c {#~ three ~#} d {# {# nested #} #} e",
    "a\n{# x #}\nb\n{#- y +#}\n c {#+ z -#} ",
    "<di{# in a word #}v>{{ \"{\" }}{# #}{",
    // Raw
    "{% raw %}{{ not }} {% if %}{% endraw %} {%- raw -%} {{ a }} {%- endraw -%} b",
    "{% raw %} {# {% raw %} {% endraw %}|{% raw %} endraw {{ {% endraw %}",
    "{%~ raw ~%}\n\n x \n {%~ endraw ~%}\n y {% raw %}{% endraw %}",
    "{{ '{' }}{% raw %}{{% endraw %}{{ n }}{% raw %}{% endraw %}%}",
    "a { b { }} %} #} {{ n }}{",
    // Conditions
    "{% if flag %} yes {% else %} no {% endif %} | {%- if n == 1 -%} one {%- elif n == 2 -%} two {%- else -%} many {%- endif -%} |",
    "{% if let Some(x) = maybe %}{{ x }}{% else if flag %}flag{% else %}none{% endif %}",
    "{% if let Some(x) = maybe && flag %}{{ x }}{% endif %} {% if !flag || n > 1 %}or{% endif %}",
    " a {%- if true %} t {% else -%} f {%- endif %} b {% if false -%} f {%~ else ~%} e {% endif -%} c",
    " a {% if flag -%} x {% elif true %} y {%- else -%} z {% endif %} b",
    " a {%- if missing is defined -%} x {%- endif -%} b {% if name is defined ~%}\n y {% else -%} z {% endif ~%}\n c",
    " a {%- if missing is defined -%} x {%~ elif flag -%} w {%- else +%} v {% endif %} c",
    " {% if flag && false -%} f {% endif -%} {% if flag || true -%} t {%- else -%} e {% endif %} ",
    "{% let late = 1 %}{% if late is defined -%} yes {%- endif %}{% for x in items %}{% if x is defined %}{{ x.name }}{% endif %}{% endfor %}{% if x is defined %}no{% endif %}",
    // Matches
    "{% match maybe %} {% when Some(x) %} some {{ x }} {% when None %} none {% endmatch %}|",
    "a {%- match maybe -%} {%- when Some with (\"b\") -%} b {%- when Some(_) -%} other {% else %} none {%- endmatch -%} c",
    "{% match n +%}\n{# comment #}\n{% when 1 | 2 %} few\n{% endwhen %}\n {# after #} {% when _ -%} many {%- endwhen -%}\n{% endmatch %}|",
    "{% match flag %}{% when true -%} T {% endwhen ~%}{% else -%} F {% endmatch %}.",
    // Loops
    "{% for item in items %} {{ loop.index }}:{{ item.name }} {% endfor %}|{% for item in items -%} {{ item.name }} {%- else -%} empty {%- endfor -%} |",
    "{% for item in items if item.n > 1 -%} {{ item.n }}{% if !loop.last %}, {% endif %} {%- endfor %}",
    "{% for Item { name, n } in items %}{{ name }}={{ n }};{% else %}{% endfor %}",
    "{% for (i, item) in items.iter().enumerate() %}{% for _ in 0..i %}*{% endfor %}{{ item.name }}{% endfor %}",
    "{% for item in items %} a {%- if item.n == 2 %} {% continue -%} {% endif %} b {% if item.n == 3 -%} {% break %}{% endif %} c {% endfor %}",
    "{% for item in items %}{% else ~%} \n none {% endfor -%} x",
    // Variables
    "{% let x = n + 1 -%} {{ x }} {%- set y = \"z\" -%} {{ y }} {% let x = x * 2 %} {{ x }}",
    "{% decl x -%} {% if flag %}{% let x = \"t\" %}{% else %}{% let x = \"f\" %}{% endif %} {{- x }}",
    "{% decl x %}{% if flag %}{% let x = 1 %}{% else %}{% let x = 2 %}{% endif %}{{ x }}",
    "{% let mut c = 0 -%} {% for _ in items %} {%- mut c += 1 -%} {{ c }} {% endfor %}",
    "a {% let b -%} <i> {{ name }} </i> {%- endlet -%} {{ b }} {% set d +%} d {% endset %} {{ d }}",
    "{% let (a, b) = (n, 2) %}{{ a }}{{ b }}",
    // Macros, calls, filters
    "{% macro m(x, y = 2) -%} [{{ x }} {{ y }}] {%- endmacro %}a {{ m(n) }} b {{- m(x = 1, y = n) -}} c {% call m(3) %}{% endcall %} d",
    "{% macro w() -%} < {{ caller() }} > {%- endmacro -%} a {% call w() -%} {{ name }} {%- endcall -%} b {% call(z) w2() %} {{ z }} {% endcall %}{% macro w2() %}{{ caller(n) }}{% endmacro w2 %}",
    "{% import \"parts/macros.html\" as ui -%} {{ ui::badge(n) }} {% call ui::wrap() %} x {% endcall %}",
    "a {% filter upper -%} {{ name }} b {%- endfilter -%} c {% filter lower|safe %} D <{% include \"parts/leaf.html\" %}> {% endfilter %} e",
    "{% macro m(x) %}{% include \"parts/leaf.html\" %}{{ x }}{% endmacro %}{% for i in items %}{{ m(i.n) }}{% endfor %}",
    "{% macro badge(x) %}mine{{ x }}{% endmacro %}{% include \"bad/badge.html\" %}{{ badge(n) }}",
    "{% import \"parts/macros.html\" as ui %}{{ ui::badge(n) }}{% include \"bad/other_ui.html\" %}",
    "{% macro outer(x) -%} <{{ inner(x, caption = \"c\") }}> {%- endmacro %}{% macro inner(x, caption) ~%} {{ caption }}{{ x }} {%~ endmacro %} {{ outer(name) }} {{- outer(n + 1) -}} {{ (outer(self.n)) }}",
    "{% macro list(xs) %}{% for x in xs %}[{{ caller(x.name, loop.index) }}]{% else -%} none {% endfor %}{% endmacro %}{% call(t, i) list(items) -%} {{ i }}:{{ t }}{{ n }} {% endcall %}",
    "{% macro m() %}{% if caller is defined %}<{{ caller() }}>{% else %}-{% endif %}{% endmacro %}{{ m() }}{% call m() %}a{% if caller is defined %}no{% else %}yes{% endif %}{% endcall %}{% call m() %}{% endcall %}",
    "{% macro m() %}{% set again = caller %}{% let text = caller() -%} {{ again() }}{{ text }}{{ text|upper }}{% endmacro %}a {% call m() -%} <b> {{ name }} {%- endcall %} b",
    "{% macro a(x) %}({{ b(x) }}){% endmacro %}{% macro b(x) %}[{{ x }}{{ caller() }}]{% endmacro %}{% call a(n) %}!{% endcall %}{% macro deep(name) %}{{ name }}{{ n }}{% endmacro %}{% for item in items %}{{ deep(item.name) }}{% endfor %}",
    "{% macro t(x: i32, y: &str = \"d\") %}{{ x }}{{ y }}{% endmacro %}{{ t(n) }}{{ t(y = name, x = 2) }}{% macro none %}-{% endmacro %}{{ none() }}{% call none %}{% endcall %}",
    "a {%- filter upper -%} {% call w() %}{{ name }}{% endcall %} {% include \"parts/with_macro.html\" %} {%- endfilter +%} b {% macro w() %} w{{ caller() }} {% endmacro %}{% let x +%} {{ w2(n) }} {%- endlet %}{{ x }}{% macro w2(x) %} <{{ x }}> {% endmacro %}",
    "{% extends \"layouts/base.html\" %}{% macro m(x) %}{% let y = x %}{{ y }}{% endmacro %}{{ m(n) }}{% block title %}{{ m(n) }}{% endblock %}",
    // Includes
    " a {% include \"parts/leaf.html\" %} b {%- include \"parts/leaf.html\" -%} c {%~ include \"parts/empty.html\" ~%} d",
    "{% for i in items %}{% include \"parts/rows.html\" %}{% endfor %}{% include \"parts/crlf.html\" %}",
    "{% include \"parts/local.html\" %} {% if local is defined %}L{% else %}none{% endif %} {% let local = \"outer\" %}{{ local }}{% include \"parts/local.html\" %}{{ local }}",
    "{% include \"parts/with_macro.html\" %}-{% include \"parts/with_macro.html\" %}",
    "[{% include \"parts/extending.html\" %}]",
    "[{% include \"blocks.html\" %}]{% if flag %}{% include \"parts/leaf.html\" %}{% endif %}",
    // Inheritance
    "{% extends \"layouts/base.html\" %} {# c #} {% block body %} {{ super() }} + {{- super() -}} + {% endblock %}{% let heading = name -%}",
    "{% extends \"layouts/base.html\" %}{% let x = n %}{% if flag %}{% let y = x %}{% endif %}{% for i in items %}{% endfor %}{% block title %}{{ x }}{% endblock %}",
    "{% extends \"layouts/base.html\" %}{% block body %}{% let site = \"mine\" %}{{ site }}{% endblock %}{% block foot %}{{ site }}{% include \"parts/leaf.html\" %}{% endblock %}",
    "{% block a %} a {% block b -%} b {%- endblock %} {% endblock %} {% for i in items %}{% block c %}{{ i.name }}{% endblock %}{% endfor %}",
    // Whitespace at the edges
    "\n  {% if flag %}\n  x\n  {% endif %}\n",
    "  {{ n }}  \n\n",
    "  ",
    "",
    " {% if flag %} {% if flag %} {% endif %} {% endif %} ",
    " \u{a0} {{ n }} \u{a0}\t{{ n }} \u{b} é {%- if flag -%} ü {%- endif -%} ß",
];

/// A mixture's pieces; every `@` is a whitespace mark.
const PIECES: &[&str] = &[
    "{{@ n @}}",
    "{#@ c @#}",
    "{%@ raw @%} {{ {%@ endraw @%}",
    "{%@ if flag @%} t {%@ else @%} f {%@ endif @%}",
    "{%@ if n == 1 @%} t {%@ elif n == 2 @%}\n e\n{%@ endif @%}",
    "{%@ if missing is defined @%} t {%@ elif flag @%} e {%@ elif name is defined @%} d {%@ else @%} f {%@ endif @%}",
    "{%@ match n @%} {%@ when 1 @%} a {%@ when 2 @%} b {%@ endwhen @%} {%@ else @%} c {%@ endmatch @%}",
    "{%@ for i in items @%} {{@ i.name @}} {%@ else @%} none {%@ endfor @%}",
    "{%@ for i in items @%}\n {{@ i.n @}} {%@ endfor @%}",
    "{%@ let q = 1 @%}",
    "{%@ let q @%} q {%@ endlet @%}",
    "{%@ call m(n) @%} x {%@ endcall @%}",
    "{{@ m(2) @}}",
    "{%@ filter upper @%} u {%@ endfilter @%}",
    "{%@ include \"parts/leaf.html\" @%}",
    "{%@ include \"parts/rows.html\" @%}",
    "{%@ include \"parts/local.html\" @%}",
    "text",
    "\n\n  ",
];

/// The pieces of a block in a template that extends another.
const OVERRIDES: &str = "{%@ extends \"layouts/base.html\" @%} {%@ let w = 1 @%} {%@ block title @%} x {{@ super() @}} y {%@ endblock @%}\n {%@ block body @%} ";

/// Every case, always in the same order.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (index, (path, more)) in FILES.iter().enumerate() {
        cases.push(Case {
            name: format!("file_{index}"),
            attr: format!("path = {path:?}{more}"),
        });
    }
    for (index, source) in SOURCES.iter().enumerate() {
        for mode in ["preserve", "suppress", "minimize"] {
            cases.push(inline(format!("source_{index}_{mode}"), source, mode));
        }
    }
    cases.push(Case {
        name: "syntax".to_owned(),
        attr: format!(
            "source = {:?}, ext = \"html\", syntax = \"angle\"",
            "a ${- n -}$ b <% if flag -%> {{ n }} {% x %} <%- else %> <! c /> n < 1 <% endif %><% raw %>${ ${ <%<% endraw %>$"
        ),
    });
    cases.push(Case {
        name: "escape".to_owned(),
        attr: "source = \"{{ name }}{% if flag %}<{% endif %}\", ext = \"html\", escape = \"none\""
            .to_owned(),
    });
    let mixtures = std::env::var("LIVETPL_MIXTURES")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(MIXTURES);
    for seed in 0..mixtures {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let mode = ["preserve", "suppress", "minimize"][(seed % 3) as usize];
        cases.push(inline(
            format!("mixture_{seed}"),
            &mixture(&mut random),
            mode,
        ));
    }
    cases
}

fn inline(name: String, source: &str, mode: &str) -> Case {
    Case {
        name,
        attr: format!("source = {source:?}, ext = \"html\", whitespace = {mode:?}"),
    }
}

fn mixture(random: &mut Random) -> String {
    let mut text = String::new();
    let extends = random.below(3) == 0;
    if extends {
        text.push_str(OVERRIDES);
    }
    for _ in 0..10 {
        text.push_str(PIECES[random.below(PIECES.len())]);
        text.push_str(["", " ", "\n", "  \n ", "x", " y "][random.below(6)]);
    }
    if extends {
        text.push_str(" {%@ endblock @%} z");
    }
    text.push_str("{%@ macro m(x) @%} m{{@ x @}} {%@ endmacro @%} ");
    let mut marked = String::new();
    for c in text.chars() {
        match c {
            '@' => marked.push_str(["", "-", "+", "~"][random.below(4)]),
            c => marked.push(c),
        }
    }
    marked
}

/// A small generator, so that every run has the same mixtures.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }
}
