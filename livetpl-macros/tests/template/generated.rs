//! Written by the test `generated_templates_are_current`; see `main.rs`.

#![allow(dead_code, unused, non_camel_case_types, clippy::all)]

use super::Item;

#[derive(askama::Template)]
#[template(path = "page.html", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_0 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/more.html\" as more +%}{%+ macro own(x) %} own:{{ x }} {% endmacro +%}{%+ import \"parts/macros.html\" as ui +%}{%+ let heading = \"Heading\" +%}<!DOCTYPE html><title> Base  - {{+ heading +}}</title>{%+ let site = \"Site\" +%}\n<body>\n  <main>{{+ own(name) +}} {{+ more::badge(n) +}} {{+ ui::badge(n) +}}\n    {%+ for item in items +%}<li>{{+ item.name +}}  leaf  </li>\n  {%+ else +%}\n    none\n  {%+ endfor +%}\n  \n   middle  {%+ if flag +%} wide {%+ endif +%}</main>\n  \n    base body {{+ site +}}\n  <footer> {{+ site +}} foot </footer>\n</body>", ext = "html", escape = "html", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_0 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "page.html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_1 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/more.html\" as more +%}{%+ macro own(x) %} own:{{ x }} {% endmacro +%}{%+ import \"parts/macros.html\" as ui +%}{%+ let heading = \"Heading\" +%}<!DOCTYPE html><title>Base-{{+ heading +}}</title>{%+ let site = \"Site\" +%}<body><main>{{+ own(name) +}}{{+ more::badge(n) +}}{{+ ui::badge(n) +}}{%+ for item in items +%}<li>{{+ item.name +}} leaf</li>{%+ else +%}none{%+ endfor +%}middle{%+ if flag +%}wide{%+ endif +%}</main>base body{{+ site +}}<footer>{{+ site +}}foot</footer>\n</body>", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_1 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "page.html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_2 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/more.html\" as more +%}{%+ macro own(x) %} own:{{ x }} {% endmacro +%}{%+ import \"parts/macros.html\" as ui +%}{%+ let heading = \"Heading\" +%}<!DOCTYPE html><title> Base  - {{+ heading +}}</title>{%+ let site = \"Site\" +%}\n<body>\n<main>{{+ own(name) +}} {{+ more::badge(n) +}} {{+ ui::badge(n) +}}\n {%+ for item in items +%}<li>{{+ item.name +}}  leaf  </li>\n{%+ else +%}\nnone\n{%+ endfor +%}\n\n middle  {%+ if flag +%} wide {%+ endif +%}</main>\n\nbase body {{+ site +}}\n<footer> {{+ site +}} foot </footer>\n</body>", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_2 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "page.html", block = "main", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_3 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/more.html\" as more +%}{%+ macro own(x) %} own:{{ x }} {% endmacro +%}{%+ import \"parts/macros.html\" as ui +%}{{+ own(name) +}} {{+ more::badge(n) +}} {{+ ui::badge(n) +}}\n    {%+ for item in items +%}<li>{{+ item.name +}}  leaf  </li>\n  {%+ else +%}\n    none\n  {%+ endfor +%}\n  \n   middle  {%+ if flag +%} wide {%+ endif +%}", ext = "html", escape = "html", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_3 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "layouts/middle.html", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_4 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{%+ let wide = true +%}<!DOCTYPE html><title> Base </title>{%+ let site = \"Site\" +%}\n<body>\n  <main> middle </main>\n  \n    base body {{+ site +}}\n  <footer> {{+ site +}} foot </footer>\n</body>", ext = "html", escape = "html", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_4 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "layouts/base.html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_5 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{%+ let site = \"Site\" +%}<!DOCTYPE html><title> Base </title>{%+ let site = \"Site\" +%}\n<body>\n\nbase body {{+ site +}}\n<footer> {{+ site +}} foot </footer>\n</body>", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_5 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "blocks.html", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_6 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let late = 1 +%} one  between {%+ let late = 1 +%} two {{+ late +}}\n", ext = "html", escape = "html", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_6 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "blocks.html", block = "one", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_7 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " one ", ext = "html", escape = "html", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_7 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "parts/rows.html", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_8 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "  {%+ for item in items +%}<li>{{+ item.name +}}  leaf  </li>\n  {%+ else +%}\n    none\n  {%+ endfor +%}\n  ", ext = "html", escape = "html", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_8 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "parts/with_macro.html", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_9 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{%+ macro icon(x) %}({{ x }}){% endmacro +%}{{+ icon(n) +}}{{+ ui::badge(name) +}}", ext = "html", escape = "html", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_9 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "parts/extending.html", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_10 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}<!DOCTYPE html><title> Base </title>{%+ let site = \"Site\" +%}\n<body>\n  \n    base body {{+ site +}}\n  <footer> {{+ site +}} included {{+ name +}} </footer>\n</body>", ext = "html", escape = "html", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_10 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "parts/crlf.html", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_11 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "crlf\r\n  {%+ if flag +%}yes\r\n  {%+ endif +%}\r\nend\r", ext = "html", escape = "html", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_11 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "parts/crlf.html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_12 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "crlf\n{%+ if flag +%}yes\n{%+ endif +%}\nend\r", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_12 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(path = "parts/empty.html", config = "tests/template/askama.toml")]
pub(crate) struct Plain_file_13 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "", ext = "html", escape = "html", config = "tests/template/askama.toml")]
pub(crate) struct Flat_file_13 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a {{ name }} b {{- n -}} c {{ -n }} {{ \"<\" }} {{ \"<\"|safe }} {{ n + 1 }} {{ (n) }} {{ name ~ n }}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_0_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a {{+ name +}} b{{+ n +}}c {{+ -n +}} {{+ \"<\" +}} {{+ \"<\"|safe +}} {{+ n + 1 +}} {{+ (n) +}} {{+ name ~ n +}}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_0_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a {{ name }} b {{- n -}} c {{ -n }} {{ \"<\" }} {{ \"<\"|safe }} {{ n + 1 }} {{ (n) }} {{ name ~ n }}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_0_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a{{+ name +}}b{{+ n +}}c{{+ -n +}}{{+ \"<\" +}}{{+ \"<\"|safe +}}{{+ n + 1 +}}{{+ (n) +}}{{+ name ~ n +}}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_0_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a {{ name }} b {{- n -}} c {{ -n }} {{ \"<\" }} {{ \"<\"|safe }} {{ n + 1 }} {{ (n) }} {{ name ~ n }}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_0_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a {{+ name +}} b{{+ n +}}c {{+ -n +}} {{+ \"<\" +}} {{+ \"<\"|safe +}} {{+ n + 1 +}} {{+ (n) +}} {{+ name ~ n +}}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_0_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{{ \"}}\" }}{{ '}' }}{{ '\\'' }}{{ \"{%\" }}{{ format!(\"{:?}}}\", 7) }}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_1_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{{+ \"}}\" +}}{{+ '}' +}}{{+ '\\'' +}}{{+ \"{%\" +}}{{+ format!(\"{:?}}}\", 7) +}}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_1_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{{ \"}}\" }}{{ '}' }}{{ '\\'' }}{{ \"{%\" }}{{ format!(\"{:?}}}\", 7) }}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_1_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{{+ \"}}\" +}}{{+ '}' +}}{{+ '\\'' +}}{{+ \"{%\" +}}{{+ format!(\"{:?}}}\", 7) +}}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_1_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{{ \"}}\" }}{{ '}' }}{{ '\\'' }}{{ \"{%\" }}{{ format!(\"{:?}}}\", 7) }}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_1_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{{+ \"}}\" +}}{{+ '}' +}}{{+ '\\'' +}}{{+ \"{%\" +}}{{+ format!(\"{:?}}}\", 7) +}}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_1_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{{ name|upper }} {{ items.len() }} {{ self.n }} {{ maybe.unwrap_or(\"-\") }}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_2_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{{+ name|upper +}} {{+ items.len() +}} {{+ self.n +}} {{+ maybe.unwrap_or(\"-\") +}}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_2_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{{ name|upper }} {{ items.len() }} {{ self.n }} {{ maybe.unwrap_or(\"-\") }}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_2_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{{+ name|upper +}}{{+ items.len() +}}{{+ self.n +}}{{+ maybe.unwrap_or(\"-\") +}}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_2_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{{ name|upper }} {{ items.len() }} {{ self.n }} {{ maybe.unwrap_or(\"-\") }}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_2_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{{+ name|upper +}} {{+ items.len() +}} {{+ self.n +}} {{+ maybe.unwrap_or(\"-\") +}}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_2_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {#- one -#} b {# two #} c {#~ three ~#} d {# {# nested #} #} e", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_3_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " ab  c  d  e", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_3_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {#- one -#} b {# two #} c {#~ three ~#} d {# {# nested #} #} e", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_3_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " abc  de", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_3_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {#- one -#} b {# two #} c {#~ three ~#} d {# {# nested #} #} e", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_3_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " ab  c  d  e", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_3_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a\n{# x #}\nb\n{#- y +#}\n c {#+ z -#} ", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_4_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a\n\nb\n c ", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_4_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a\n{# x #}\nb\n{#- y +#}\n c {#+ z -#} ", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_4_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "ab\n c ", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_4_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a\n{# x #}\nb\n{#- y +#}\n c {#+ z -#} ", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_4_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a\n\nb\n c ", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_4_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "<di{# in a word #}v>{{ \"{\" }}{# #}{", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_5_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "<div>{{+ \"{\" +}}{%+ raw +%}{{%+ endraw +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_5_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "<di{# in a word #}v>{{ \"{\" }}{# #}{", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_5_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "<div>{{+ \"{\" +}}{%+ raw +%}{{%+ endraw +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_5_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "<di{# in a word #}v>{{ \"{\" }}{# #}{", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_5_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "<div>{{+ \"{\" +}}{%+ raw +%}{{%+ endraw +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_5_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% raw %}{{ not }} {% if %}{% endraw %} {%- raw -%} {{ a }} {%- endraw -%} b", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_6_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ raw +%}{{ not }} {% if %}{{ a }}b{%+ endraw +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_6_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% raw %}{{ not }} {% if %}{% endraw %} {%- raw -%} {{ a }} {%- endraw -%} b", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_6_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ raw +%}{{ not }} {% if %}{{ a }}b{%+ endraw +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_6_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% raw %}{{ not }} {% if %}{% endraw %} {%- raw -%} {{ a }} {%- endraw -%} b", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_6_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ raw +%}{{ not }} {% if %}{{ a }}b{%+ endraw +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_6_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% raw %} {# {% raw %} {% endraw %}|{% raw %} endraw {{ {% endraw %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_7_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ raw +%} {{%+ endraw +%}{%+ raw +%}# {{%+ endraw +%}{%+ raw +%}% raw %} | endraw {{%+ endraw +%}{ ", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_7_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% raw %} {# {% raw %} {% endraw %}|{% raw %} endraw {{ {% endraw %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_7_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ raw +%}{{%+ endraw +%}{%+ raw +%}# {{%+ endraw +%}{%+ raw +%}% raw %}|endraw {{%+ endraw +%}{%+ raw +%}{{%+ endraw +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_7_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% raw %} {# {% raw %} {% endraw %}|{% raw %} endraw {{ {% endraw %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_7_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ raw +%} {{%+ endraw +%}{%+ raw +%}# {{%+ endraw +%}{%+ raw +%}% raw %} | endraw {{%+ endraw +%}{ ", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_7_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{%~ raw ~%}\n\n x \n {%~ endraw ~%}\n y {% raw %}{% endraw %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_8_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "\nx\n\ny ", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_8_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{%~ raw ~%}\n\n x \n {%~ endraw ~%}\n y {% raw %}{% endraw %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_8_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "\nx\n\ny", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_8_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{%~ raw ~%}\n\n x \n {%~ endraw ~%}\n y {% raw %}{% endraw %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_8_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "\nx\n\ny ", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_8_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{{ '{' }}{% raw %}{{% endraw %}{{ n }}{% raw %}{% endraw %}%}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_9_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{{+ '{' +}}{%+ raw +%}{{%+ endraw +%}{{+ n +}}%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_9_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{{ '{' }}{% raw %}{{% endraw %}{{ n }}{% raw %}{% endraw %}%}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_9_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{{+ '{' +}}{%+ raw +%}{{%+ endraw +%}{{+ n +}}%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_9_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{{ '{' }}{% raw %}{{% endraw %}{{ n }}{% raw %}{% endraw %}%}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_9_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{{+ '{' +}}{%+ raw +%}{{%+ endraw +%}{{+ n +}}%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_9_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a { b { }} %} #} {{ n }}{", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_10_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a { b { }} %} #} {{+ n +}}{%+ raw +%}{{%+ endraw +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_10_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a { b { }} %} #} {{ n }}{", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_10_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a { b { }} %} #}{{+ n +}}{%+ raw +%}{{%+ endraw +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_10_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a { b { }} %} #} {{ n }}{", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_10_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a { b { }} %} #} {{+ n +}}{%+ raw +%}{{%+ endraw +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_10_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% if flag %} yes {% else %} no {% endif %} | {%- if n == 1 -%} one {%- elif n == 2 -%} two {%- else -%} many {%- endif -%} |", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_11_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if flag +%} yes {%+ else +%} no {%+ endif +%} |{%+ if n == 1 +%}one{%+ elif n == 2 +%}two{%+ else +%}many{%+ endif +%}|", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_11_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% if flag %} yes {% else %} no {% endif %} | {%- if n == 1 -%} one {%- elif n == 2 -%} two {%- else -%} many {%- endif -%} |", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_11_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if flag +%}yes{%+ else +%}no{%+ endif +%}|{%+ if n == 1 +%}one{%+ elif n == 2 +%}two{%+ else +%}many{%+ endif +%}|", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_11_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% if flag %} yes {% else %} no {% endif %} | {%- if n == 1 -%} one {%- elif n == 2 -%} two {%- else -%} many {%- endif -%} |", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_11_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if flag +%} yes {%+ else +%} no {%+ endif +%} |{%+ if n == 1 +%}one{%+ elif n == 2 +%}two{%+ else +%}many{%+ endif +%}|", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_11_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% if let Some(x) = maybe %}{{ x }}{% else if flag %}flag{% else %}none{% endif %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_12_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if let Some(x) = maybe +%}{{+ x +}}{%+ else if flag +%}flag{%+ else +%}none{%+ endif +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_12_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% if let Some(x) = maybe %}{{ x }}{% else if flag %}flag{% else %}none{% endif %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_12_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if let Some(x) = maybe +%}{{+ x +}}{%+ else if flag +%}flag{%+ else +%}none{%+ endif +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_12_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% if let Some(x) = maybe %}{{ x }}{% else if flag %}flag{% else %}none{% endif %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_12_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if let Some(x) = maybe +%}{{+ x +}}{%+ else if flag +%}flag{%+ else +%}none{%+ endif +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_12_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% if let Some(x) = maybe && flag %}{{ x }}{% endif %} {% if !flag || n > 1 %}or{% endif %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_13_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if let Some(x) = maybe && flag +%}{{+ x +}}{%+ endif +%} {%+ if !flag || n > 1 +%}or{%+ endif +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_13_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% if let Some(x) = maybe && flag %}{{ x }}{% endif %} {% if !flag || n > 1 %}or{% endif %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_13_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if let Some(x) = maybe && flag +%}{{+ x +}}{%+ endif +%}{%+ if !flag || n > 1 +%}or{%+ endif +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_13_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% if let Some(x) = maybe && flag %}{{ x }}{% endif %} {% if !flag || n > 1 %}or{% endif %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_13_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if let Some(x) = maybe && flag +%}{{+ x +}}{%+ endif +%} {%+ if !flag || n > 1 +%}or{%+ endif +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_13_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {%- if true %} t {% else -%} f {%- endif %} b {% if false -%} f {%~ else ~%} e {% endif -%} c", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_14_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " a{%+ if true +%} t {%+ else +%}{%+ endif +%} b {%+ if false +%}{%+ else +%} e {%+ endif +%}c", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_14_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {%- if true %} t {% else -%} f {%- endif %} b {% if false -%} f {%~ else ~%} e {% endif -%} c", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_14_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " a{%+ if true +%}t{%+ else +%}{%+ endif +%}b{%+ if false +%}{%+ else +%} e{%+ endif +%}c", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_14_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {%- if true %} t {% else -%} f {%- endif %} b {% if false -%} f {%~ else ~%} e {% endif -%} c", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_14_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " a{%+ if true +%} t {%+ else +%}{%+ endif +%} b {%+ if false +%}{%+ else +%} e {%+ endif +%}c", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_14_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {% if flag -%} x {% elif true %} y {%- else -%} z {% endif %} b", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_15_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " a {%+ if flag +%}x {%+ elif true +%} y{%+ else +%}{%+ endif +%} b", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_15_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {% if flag -%} x {% elif true %} y {%- else -%} z {% endif %} b", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_15_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " a{%+ if flag +%}x{%+ elif true +%}y{%+ else +%}{%+ endif +%}b", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_15_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {% if flag -%} x {% elif true %} y {%- else -%} z {% endif %} b", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_15_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " a {%+ if flag +%}x {%+ elif true +%} y{%+ else +%}{%+ endif +%} b", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_15_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {%- if missing is defined -%} x {%- endif -%} b {% if name is defined ~%}\n y {% else -%} z {% endif ~%}\n c", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_16_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " ab {%+ if name is defined +%}\ny {%+ else +%}{%+ endif +%}\nc", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_16_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {%- if missing is defined -%} x {%- endif -%} b {% if name is defined ~%}\n y {% else -%} z {% endif ~%}\n c", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_16_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " ab{%+ if name is defined +%}\ny{%+ else +%}{%+ endif +%}\nc", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_16_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {%- if missing is defined -%} x {%- endif -%} b {% if name is defined ~%}\n y {% else -%} z {% endif ~%}\n c", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_16_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " ab {%+ if name is defined +%}\ny {%+ else +%}{%+ endif +%}\nc", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_16_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {%- if missing is defined -%} x {%~ elif flag -%} w {%- else +%} v {% endif %} c", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_17_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " a{%+ if missing is defined +%}{%+ elif flag +%}w{%+ else +%} v {%+ endif +%} c", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_17_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {%- if missing is defined -%} x {%~ elif flag -%} w {%- else +%} v {% endif %} c", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_17_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " a{%+ if missing is defined +%}{%+ elif flag +%}w{%+ else +%} v{%+ endif +%}c", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_17_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {%- if missing is defined -%} x {%~ elif flag -%} w {%- else +%} v {% endif %} c", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_17_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " a{%+ if missing is defined +%}{%+ elif flag +%}w{%+ else +%} v {%+ endif +%} c", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_17_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " {% if flag && false -%} f {% endif -%} {% if flag || true -%} t {%- else -%} e {% endif %} ", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_18_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " {%+ if flag && false +%}f {%+ endif +%}{%+ if flag || true +%}t{%+ else +%}e {%+ endif +%} ", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_18_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " {% if flag && false -%} f {% endif -%} {% if flag || true -%} t {%- else -%} e {% endif %} ", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_18_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if flag && false +%}f{%+ endif +%}{%+ if flag || true +%}t{%+ else +%}e{%+ endif +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_18_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " {% if flag && false -%} f {% endif -%} {% if flag || true -%} t {%- else -%} e {% endif %} ", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_18_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " {%+ if flag && false +%}f {%+ endif +%}{%+ if flag || true +%}t{%+ else +%}e {%+ endif +%} ", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_18_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% let late = 1 %}{% if late is defined -%} yes {%- endif %}{% for x in items %}{% if x is defined %}{{ x.name }}{% endif %}{% endfor %}{% if x is defined %}no{% endif %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_19_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let late = 1 +%}{%+ if late is defined +%}yes{%+ endif +%}{%+ for x in items +%}{%+ if x is defined +%}{{+ x.name +}}{%+ endif +%}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_19_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% let late = 1 %}{% if late is defined -%} yes {%- endif %}{% for x in items %}{% if x is defined %}{{ x.name }}{% endif %}{% endfor %}{% if x is defined %}no{% endif %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_19_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let late = 1 +%}{%+ if late is defined +%}yes{%+ endif +%}{%+ for x in items +%}{%+ if x is defined +%}{{+ x.name +}}{%+ endif +%}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_19_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% let late = 1 %}{% if late is defined -%} yes {%- endif %}{% for x in items %}{% if x is defined %}{{ x.name }}{% endif %}{% endfor %}{% if x is defined %}no{% endif %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_19_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let late = 1 +%}{%+ if late is defined +%}yes{%+ endif +%}{%+ for x in items +%}{%+ if x is defined +%}{{+ x.name +}}{%+ endif +%}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_19_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% match maybe %} {% when Some(x) %} some {{ x }} {% when None %} none {% endmatch %}|", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_20_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ match maybe +%}{%+ when Some(x) +%} some {{+ x +}} {%+ when None +%} none {%+ endmatch +%}|", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_20_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% match maybe %} {% when Some(x) %} some {{ x }} {% when None %} none {% endmatch %}|", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_20_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ match maybe +%}{%+ when Some(x) +%}some{{+ x +}}{%+ when None +%}none{%+ endmatch +%}|", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_20_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% match maybe %} {% when Some(x) %} some {{ x }} {% when None %} none {% endmatch %}|", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_20_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ match maybe +%}{%+ when Some(x) +%} some {{+ x +}} {%+ when None +%} none {%+ endmatch +%}|", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_20_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a {%- match maybe -%} {%- when Some with (\"b\") -%} b {%- when Some(_) -%} other {% else %} none {%- endmatch -%} c", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_21_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a{%+ match maybe +%}{%+ when Some with (\"b\") +%}b{%+ when Some(_) +%}other {%+ else +%} none{%+ endmatch +%}c", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_21_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a {%- match maybe -%} {%- when Some with (\"b\") -%} b {%- when Some(_) -%} other {% else %} none {%- endmatch -%} c", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_21_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a{%+ match maybe +%}{%+ when Some with (\"b\") +%}b{%+ when Some(_) +%}other{%+ else +%}none{%+ endmatch +%}c", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_21_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a {%- match maybe -%} {%- when Some with (\"b\") -%} b {%- when Some(_) -%} other {% else %} none {%- endmatch -%} c", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_21_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a{%+ match maybe +%}{%+ when Some with (\"b\") +%}b{%+ when Some(_) +%}other {%+ else +%} none{%+ endmatch +%}c", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_21_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% match n +%}\n{# comment #}\n{% when 1 | 2 %} few\n{% endwhen %}\n {# after #} {% when _ -%} many {%- endwhen -%}\n{% endmatch %}|", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_22_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ match n +%}{%+ when 1 | 2 +%} few\n{%+ when _ +%}many{%+ endmatch +%}|", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_22_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% match n +%}\n{# comment #}\n{% when 1 | 2 %} few\n{% endwhen %}\n {# after #} {% when _ -%} many {%- endwhen -%}\n{% endmatch %}|", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_22_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ match n +%}{%+ when 1 | 2 +%}few{%+ when _ +%}many{%+ endmatch +%}|", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_22_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% match n +%}\n{# comment #}\n{% when 1 | 2 %} few\n{% endwhen %}\n {# after #} {% when _ -%} many {%- endwhen -%}\n{% endmatch %}|", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_22_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ match n +%}{%+ when 1 | 2 +%} few\n{%+ when _ +%}many{%+ endmatch +%}|", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_22_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% match flag %}{% when true -%} T {% endwhen ~%}{% else -%} F {% endmatch %}.", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_23_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ match flag +%}{%+ when true +%}T {%+ else +%}F {%+ endmatch +%}.", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_23_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% match flag %}{% when true -%} T {% endwhen ~%}{% else -%} F {% endmatch %}.", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_23_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ match flag +%}{%+ when true +%}T{%+ else +%}F{%+ endmatch +%}.", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_23_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% match flag %}{% when true -%} T {% endwhen ~%}{% else -%} F {% endmatch %}.", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_23_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ match flag +%}{%+ when true +%}T {%+ else +%}F {%+ endmatch +%}.", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_23_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for item in items %} {{ loop.index }}:{{ item.name }} {% endfor %}|{% for item in items -%} {{ item.name }} {%- else -%} empty {%- endfor -%} |", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_24_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for item in items +%} {{+ loop.index +}}:{{+ item.name +}} {%+ endfor +%}|{%+ for item in items +%}{{+ item.name +}}{%+ else +%}empty{%+ endfor +%}|", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_24_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for item in items %} {{ loop.index }}:{{ item.name }} {% endfor %}|{% for item in items -%} {{ item.name }} {%- else -%} empty {%- endfor -%} |", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_24_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for item in items +%}{{+ loop.index +}}:{{+ item.name +}}{%+ endfor +%}|{%+ for item in items +%}{{+ item.name +}}{%+ else +%}empty{%+ endfor +%}|", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_24_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for item in items %} {{ loop.index }}:{{ item.name }} {% endfor %}|{% for item in items -%} {{ item.name }} {%- else -%} empty {%- endfor -%} |", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_24_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for item in items +%} {{+ loop.index +}}:{{+ item.name +}} {%+ endfor +%}|{%+ for item in items +%}{{+ item.name +}}{%+ else +%}empty{%+ endfor +%}|", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_24_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for item in items if item.n > 1 -%} {{ item.n }}{% if !loop.last %}, {% endif %} {%- endfor %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_25_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for item in items if item.n > 1 +%}{{+ item.n +}}{%+ if !loop.last +%}, {%+ endif +%}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_25_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for item in items if item.n > 1 -%} {{ item.n }}{% if !loop.last %}, {% endif %} {%- endfor %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_25_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for item in items if item.n > 1 +%}{{+ item.n +}}{%+ if !loop.last +%},{%+ endif +%}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_25_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for item in items if item.n > 1 -%} {{ item.n }}{% if !loop.last %}, {% endif %} {%- endfor %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_25_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for item in items if item.n > 1 +%}{{+ item.n +}}{%+ if !loop.last +%}, {%+ endif +%}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_25_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for Item { name, n } in items %}{{ name }}={{ n }};{% else %}{% endfor %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_26_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for Item { name, n } in items +%}{{+ name +}}={{+ n +}};{%+ endfor +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_26_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for Item { name, n } in items %}{{ name }}={{ n }};{% else %}{% endfor %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_26_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for Item { name, n } in items +%}{{+ name +}}={{+ n +}};{%+ endfor +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_26_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for Item { name, n } in items %}{{ name }}={{ n }};{% else %}{% endfor %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_26_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for Item { name, n } in items +%}{{+ name +}}={{+ n +}};{%+ endfor +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_26_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for (i, item) in items.iter().enumerate() %}{% for _ in 0..i %}*{% endfor %}{{ item.name }}{% endfor %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_27_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for (i, item) in items.iter().enumerate() +%}{%+ for _ in 0..i +%}*{%+ endfor +%}{{+ item.name +}}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_27_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for (i, item) in items.iter().enumerate() %}{% for _ in 0..i %}*{% endfor %}{{ item.name }}{% endfor %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_27_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for (i, item) in items.iter().enumerate() +%}{%+ for _ in 0..i +%}*{%+ endfor +%}{{+ item.name +}}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_27_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for (i, item) in items.iter().enumerate() %}{% for _ in 0..i %}*{% endfor %}{{ item.name }}{% endfor %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_27_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for (i, item) in items.iter().enumerate() +%}{%+ for _ in 0..i +%}*{%+ endfor +%}{{+ item.name +}}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_27_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for item in items %} a {%- if item.n == 2 %} {% continue -%} {% endif %} b {% if item.n == 3 -%} {% break %}{% endif %} c {% endfor %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_28_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for item in items +%} a{%+ if item.n == 2 +%} {%+ continue +%}{%+ endif +%} b {%+ if item.n == 3 +%}{%+ break +%}{%+ endif +%} c {%+ endfor +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_28_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for item in items %} a {%- if item.n == 2 %} {% continue -%} {% endif %} b {% if item.n == 3 -%} {% break %}{% endif %} c {% endfor %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_28_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for item in items +%}a{%+ if item.n == 2 +%}{%+ continue +%}{%+ endif +%}b{%+ if item.n == 3 +%}{%+ break +%}{%+ endif +%}c{%+ endfor +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_28_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for item in items %} a {%- if item.n == 2 %} {% continue -%} {% endif %} b {% if item.n == 3 -%} {% break %}{% endif %} c {% endfor %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_28_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for item in items +%} a{%+ if item.n == 2 +%} {%+ continue +%}{%+ endif +%} b {%+ if item.n == 3 +%}{%+ break +%}{%+ endif +%} c {%+ endfor +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_28_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for item in items %}{% else ~%} \n none {% endfor -%} x", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_29_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for item in items +%}{%+ else +%}\nnone {%+ endfor +%}x", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_29_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for item in items %}{% else ~%} \n none {% endfor -%} x", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_29_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for item in items +%}{%+ else +%}\nnone{%+ endfor +%}x", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_29_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for item in items %}{% else ~%} \n none {% endfor -%} x", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_29_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for item in items +%}{%+ else +%}\nnone {%+ endfor +%}x", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_29_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% let x = n + 1 -%} {{ x }} {%- set y = \"z\" -%} {{ y }} {% let x = x * 2 %} {{ x }}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_30_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let x = n + 1 +%}{{+ x +}}{%+ set y = \"z\" +%}{{+ y +}} {%+ let x = x * 2 +%} {{+ x +}}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_30_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% let x = n + 1 -%} {{ x }} {%- set y = \"z\" -%} {{ y }} {% let x = x * 2 %} {{ x }}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_30_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let x = n + 1 +%}{{+ x +}}{%+ set y = \"z\" +%}{{+ y +}}{%+ let x = x * 2 +%}{{+ x +}}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_30_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% let x = n + 1 -%} {{ x }} {%- set y = \"z\" -%} {{ y }} {% let x = x * 2 %} {{ x }}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_30_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let x = n + 1 +%}{{+ x +}}{%+ set y = \"z\" +%}{{+ y +}} {%+ let x = x * 2 +%} {{+ x +}}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_30_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% decl x -%} {% if flag %}{% let x = \"t\" %}{% else %}{% let x = \"f\" %}{% endif %} {{- x }}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_31_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ decl x +%}{%+ if flag +%}{%+ let x = \"t\" +%}{%+ else +%}{%+ let x = \"f\" +%}{%+ endif +%}{{+ x +}}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_31_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% decl x -%} {% if flag %}{% let x = \"t\" %}{% else %}{% let x = \"f\" %}{% endif %} {{- x }}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_31_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ decl x +%}{%+ if flag +%}{%+ let x = \"t\" +%}{%+ else +%}{%+ let x = \"f\" +%}{%+ endif +%}{{+ x +}}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_31_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% decl x -%} {% if flag %}{% let x = \"t\" %}{% else %}{% let x = \"f\" %}{% endif %} {{- x }}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_31_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ decl x +%}{%+ if flag +%}{%+ let x = \"t\" +%}{%+ else +%}{%+ let x = \"f\" +%}{%+ endif +%}{{+ x +}}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_31_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% decl x %}{% if flag %}{% let x = 1 %}{% else %}{% let x = 2 %}{% endif %}{{ x }}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_32_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ decl x +%}{%+ if flag +%}{%+ let x = 1 +%}{%+ else +%}{%+ let x = 2 +%}{%+ endif +%}{{+ x +}}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_32_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% decl x %}{% if flag %}{% let x = 1 %}{% else %}{% let x = 2 %}{% endif %}{{ x }}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_32_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ decl x +%}{%+ if flag +%}{%+ let x = 1 +%}{%+ else +%}{%+ let x = 2 +%}{%+ endif +%}{{+ x +}}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_32_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% decl x %}{% if flag %}{% let x = 1 %}{% else %}{% let x = 2 %}{% endif %}{{ x }}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_32_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ decl x +%}{%+ if flag +%}{%+ let x = 1 +%}{%+ else +%}{%+ let x = 2 +%}{%+ endif +%}{{+ x +}}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_32_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% let mut c = 0 -%} {% for _ in items %} {%- mut c += 1 -%} {{ c }} {% endfor %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_33_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let mut c = 0 +%}{%+ for _ in items +%}{%+ mut c += 1 +%}{{+ c +}} {%+ endfor +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_33_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% let mut c = 0 -%} {% for _ in items %} {%- mut c += 1 -%} {{ c }} {% endfor %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_33_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let mut c = 0 +%}{%+ for _ in items +%}{%+ mut c += 1 +%}{{+ c +}}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_33_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% let mut c = 0 -%} {% for _ in items %} {%- mut c += 1 -%} {{ c }} {% endfor %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_33_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let mut c = 0 +%}{%+ for _ in items +%}{%+ mut c += 1 +%}{{+ c +}} {%+ endfor +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_33_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a {% let b -%} <i> {{ name }} </i> {%- endlet -%} {{ b }} {% set d +%} d {% endset %} {{ d }}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_34_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a {%+ let b -%} <i> {{ name }} </i> {%- endlet +%}{{+ b +}} {%+ set d +%} d {% endset +%} {{+ d +}}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_34_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a {% let b -%} <i> {{ name }} </i> {%- endlet -%} {{ b }} {% set d +%} d {% endset %} {{ d }}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_34_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a{%+ let b -%} <i> {{ name }} </i> {%- endlet +%}{{+ b +}}{%+ set d +%} d {% endset +%}{{+ d +}}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_34_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a {% let b -%} <i> {{ name }} </i> {%- endlet -%} {{ b }} {% set d +%} d {% endset %} {{ d }}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_34_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a {%+ let b -%} <i> {{ name }} </i> {%- endlet +%}{{+ b +}} {%+ set d +%} d {% endset +%} {{+ d +}}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_34_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% let (a, b) = (n, 2) %}{{ a }}{{ b }}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_35_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let (a, b) = (n, 2) +%}{{+ a +}}{{+ b +}}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_35_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% let (a, b) = (n, 2) %}{{ a }}{{ b }}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_35_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let (a, b) = (n, 2) +%}{{+ a +}}{{+ b +}}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_35_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% let (a, b) = (n, 2) %}{{ a }}{{ b }}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_35_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ let (a, b) = (n, 2) +%}{{+ a +}}{{+ b +}}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_35_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% macro m(x, y = 2) -%} [{{ x }} {{ y }}] {%- endmacro %}a {{ m(n) }} b {{- m(x = 1, y = n) -}} c {% call m(3) %}{% endcall %} d", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_36_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x, y = 2) -%} [{{ x }} {{ y }}] {%- endmacro +%}a {{+ m(n) +}} b{{+ m(x = 1, y = n) +}}c {%+ call m(3) %}{% endcall +%} d", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_36_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% macro m(x, y = 2) -%} [{{ x }} {{ y }}] {%- endmacro %}a {{ m(n) }} b {{- m(x = 1, y = n) -}} c {% call m(3) %}{% endcall %} d", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_36_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x, y = 2) -%} [{{ x }} {{ y }}] {%- endmacro +%}a{{+ m(n) +}}b{{+ m(x = 1, y = n) +}}c{%+ call m(3) %}{% endcall +%}d", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_36_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% macro m(x, y = 2) -%} [{{ x }} {{ y }}] {%- endmacro %}a {{ m(n) }} b {{- m(x = 1, y = n) -}} c {% call m(3) %}{% endcall %} d", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_36_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x, y = 2) -%} [{{ x }} {{ y }}] {%- endmacro +%}a {{+ m(n) +}} b{{+ m(x = 1, y = n) +}}c {%+ call m(3) %}{% endcall +%} d", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_36_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% macro w() -%} < {{ caller() }} > {%- endmacro -%} a {% call w() -%} {{ name }} {%- endcall -%} b {% call(z) w2() %} {{ z }} {% endcall %}{% macro w2() %}{{ caller(n) }}{% endmacro w2 %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_37_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro w() -%} < {{ caller() }} > {%- endmacro +%}{%+ macro w2() %}{{ caller(n) }}{% endmacro w2 +%}a {%+ call w() -%} {{ name }} {%- endcall +%}b {%+ call(z) w2() %} {{ z }} {% endcall +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_37_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% macro w() -%} < {{ caller() }} > {%- endmacro -%} a {% call w() -%} {{ name }} {%- endcall -%} b {% call(z) w2() %} {{ z }} {% endcall %}{% macro w2() %}{{ caller(n) }}{% endmacro w2 %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_37_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro w() -%} < {{ caller() }} > {%- endmacro +%}{%+ macro w2() %}{{ caller(n) }}{% endmacro w2 +%}a{%+ call w() -%} {{ name }} {%- endcall +%}b{%+ call(z) w2() %} {{ z }} {% endcall +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_37_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% macro w() -%} < {{ caller() }} > {%- endmacro -%} a {% call w() -%} {{ name }} {%- endcall -%} b {% call(z) w2() %} {{ z }} {% endcall %}{% macro w2() %}{{ caller(n) }}{% endmacro w2 %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_37_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro w() -%} < {{ caller() }} > {%- endmacro +%}{%+ macro w2() %}{{ caller(n) }}{% endmacro w2 +%}a {%+ call w() -%} {{ name }} {%- endcall +%}b {%+ call(z) w2() %} {{ z }} {% endcall +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_37_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% import \"parts/macros.html\" as ui -%} {{ ui::badge(n) }} {% call ui::wrap() %} x {% endcall %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_38_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{{+ ui::badge(n) +}} {%+ call ui::wrap() %} x {% endcall +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_38_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% import \"parts/macros.html\" as ui -%} {{ ui::badge(n) }} {% call ui::wrap() %} x {% endcall %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_38_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{{+ ui::badge(n) +}}{%+ call ui::wrap() %} x {% endcall +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_38_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% import \"parts/macros.html\" as ui -%} {{ ui::badge(n) }} {% call ui::wrap() %} x {% endcall %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_38_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{{+ ui::badge(n) +}} {%+ call ui::wrap() %} x {% endcall +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_38_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a {% filter upper -%} {{ name }} b {%- endfilter -%} c {% filter lower|safe %} D <{% include \"parts/leaf.html\" %}> {% endfilter %} e", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_39_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a {%+ filter upper -%} {{ name }} b {%- endfilter +%}c {%+ filter lower|safe %} D <{% include \"parts/leaf.html\" %}> {% endfilter +%} e", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_39_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a {% filter upper -%} {{ name }} b {%- endfilter -%} c {% filter lower|safe %} D <{% include \"parts/leaf.html\" %}> {% endfilter %} e", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_39_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a{%+ filter upper -%} {{ name }} b {%- endfilter +%}c{%+ filter lower|safe %} D <{% include \"parts/leaf.html\" %}> {% endfilter +%}e", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_39_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a {% filter upper -%} {{ name }} b {%- endfilter -%} c {% filter lower|safe %} D <{% include \"parts/leaf.html\" %}> {% endfilter %} e", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_39_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a {%+ filter upper -%} {{ name }} b {%- endfilter +%}c {%+ filter lower|safe %} D <{% include \"parts/leaf.html\" %}> {% endfilter +%} e", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_39_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% macro m(x) %}{% include \"parts/leaf.html\" %}{{ x }}{% endmacro %}{% for i in items %}{{ m(i.n) }}{% endfor %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_40_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) %}{% include \"parts/leaf.html\" %}{{ x }}{% endmacro +%}{%+ for i in items +%}{{+ m(i.n) +}}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_40_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% macro m(x) %}{% include \"parts/leaf.html\" %}{{ x }}{% endmacro %}{% for i in items %}{{ m(i.n) }}{% endfor %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_40_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) %}{% include \"parts/leaf.html\" %}{{ x }}{% endmacro +%}{%+ for i in items +%}{{+ m(i.n) +}}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_40_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% macro m(x) %}{% include \"parts/leaf.html\" %}{{ x }}{% endmacro %}{% for i in items %}{{ m(i.n) }}{% endfor %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_40_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) %}{% include \"parts/leaf.html\" %}{{ x }}{% endmacro +%}{%+ for i in items +%}{{+ m(i.n) +}}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_40_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {% include \"parts/leaf.html\" %} b {%- include \"parts/leaf.html\" -%} c {%~ include \"parts/empty.html\" ~%} d", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_41_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " a  leaf   b leaf  c  d", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_41_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {% include \"parts/leaf.html\" %} b {%- include \"parts/leaf.html\" -%} c {%~ include \"parts/empty.html\" ~%} d", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_41_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " a leafb leafc  d", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_41_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " a {% include \"parts/leaf.html\" %} b {%- include \"parts/leaf.html\" -%} c {%~ include \"parts/empty.html\" ~%} d", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_41_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " a  leaf   b leaf  c  d", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_41_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for i in items %}{% include \"parts/rows.html\" %}{% endfor %}{% include \"parts/crlf.html\" %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_42_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for i in items +%}  {%+ for item in items +%}<li>{{+ item.name +}}  leaf  </li>\n  {%+ else +%}\n    none\n  {%+ endfor +%}\n  {%+ endfor +%}crlf\r\n  {%+ if flag +%}yes\r\n  {%+ endif +%}\r\nend\r", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_42_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for i in items %}{% include \"parts/rows.html\" %}{% endfor %}{% include \"parts/crlf.html\" %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_42_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for i in items +%}{%+ for item in items +%}<li>{{+ item.name +}} leaf</li>{%+ else +%}none{%+ endfor +%}{%+ endfor +%}crlf{%+ if flag +%}yes{%+ endif +%}end\r", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_42_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% for i in items %}{% include \"parts/rows.html\" %}{% endfor %}{% include \"parts/crlf.html\" %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_42_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for i in items +%} {%+ for item in items +%}<li>{{+ item.name +}}  leaf  </li>\n{%+ else +%}\nnone\n{%+ endfor +%}\n{%+ endfor +%}crlf\n{%+ if flag +%}yes\n{%+ endif +%}\nend\r", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_42_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% include \"parts/local.html\" %} {% if local is defined %}L{% else %}none{% endif %} {% let local = \"outer\" %}{{ local }}{% include \"parts/local.html\" %}{{ local }}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_43_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}} {%+ if local is defined +%}D{%+ endif +%}{%+ endif +%} {%+ if local is defined +%}{%+ else +%}none{%+ endif +%} {%+ let local = \"outer\" +%}{{+ local +}}{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}} {%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}{{+ local +}}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_43_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% include \"parts/local.html\" %} {% if local is defined %}L{% else %}none{% endif %} {% let local = \"outer\" %}{{ local }}{% include \"parts/local.html\" %}{{ local }}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_43_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}}{%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}{%+ if local is defined +%}{%+ else +%}none{%+ endif +%}{%+ let local = \"outer\" +%}{{+ local +}}{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}}{%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}{{+ local +}}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_43_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% include \"parts/local.html\" %} {% if local is defined %}L{% else %}none{% endif %} {% let local = \"outer\" %}{{ local }}{% include \"parts/local.html\" %}{{ local }}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_43_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}} {%+ if local is defined +%}D{%+ endif +%}{%+ endif +%} {%+ if local is defined +%}{%+ else +%}none{%+ endif +%} {%+ let local = \"outer\" +%}{{+ local +}}{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}} {%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}{{+ local +}}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_43_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% include \"parts/with_macro.html\" %}-{% include \"parts/with_macro.html\" %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_44_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{%+ macro icon(x) %}({{ x }}){% endmacro +%}{{+ icon(n) +}}{{+ ui::badge(name) +}}-{{+ icon(n) +}}{{+ ui::badge(name) +}}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_44_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% include \"parts/with_macro.html\" %}-{% include \"parts/with_macro.html\" %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_44_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{%+ macro icon(x) %}({{ x }}){% endmacro +%}{{+ icon(n) +}}{{+ ui::badge(name) +}}-{{+ icon(n) +}}{{+ ui::badge(name) +}}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_44_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% include \"parts/with_macro.html\" %}-{% include \"parts/with_macro.html\" %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_44_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{%+ macro icon(x) %}({{ x }}){% endmacro +%}{{+ icon(n) +}}{{+ ui::badge(name) +}}-{{+ icon(n) +}}{{+ ui::badge(name) +}}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_44_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "[{% include \"parts/extending.html\" %}]", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_45_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}[{%+ if true +%}<!DOCTYPE html><title> Base </title>{%+ let site = \"Site\" +%}\n<body>\n  \n    base body {{+ site +}}\n  <footer> {{+ site +}} included {{+ name +}} </footer>\n</body>{%+ endif +%}]", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_45_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "[{% include \"parts/extending.html\" %}]", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_45_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}[{%+ if true +%}<!DOCTYPE html><title>Base</title>{%+ let site = \"Site\" +%}<body>base body{{+ site +}}<footer>{{+ site +}}included{{+ name +}}</footer>\n</body>{%+ endif +%}]", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_45_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "[{% include \"parts/extending.html\" %}]", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_45_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}[{%+ if true +%}<!DOCTYPE html><title> Base </title>{%+ let site = \"Site\" +%}\n<body>\n\nbase body {{+ site +}}\n<footer> {{+ site +}} included {{+ name +}} </footer>\n</body>{%+ endif +%}]", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_45_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "[{% include \"blocks.html\" %}]{% if flag %}{% include \"parts/leaf.html\" %}{% endif %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_46_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "[{%+ if true +%} one  between {%+ let late = 1 +%} two {{+ late +}}\n{%+ endif +%}]{%+ if flag +%} leaf  {%+ endif +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_46_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "[{% include \"blocks.html\" %}]{% if flag %}{% include \"parts/leaf.html\" %}{% endif %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_46_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "[{%+ if true +%}onebetween{%+ let late = 1 +%}two{{+ late +}}{%+ endif +%}]{%+ if flag +%} leaf{%+ endif +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_46_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "[{% include \"blocks.html\" %}]{% if flag %}{% include \"parts/leaf.html\" %}{% endif %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_46_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "[{%+ if true +%} one  between {%+ let late = 1 +%} two {{+ late +}}\n{%+ endif +%}]{%+ if flag +%} leaf  {%+ endif +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_46_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% extends \"layouts/base.html\" %} {# c #} {% block body %} {{ super() }} + {{- super() -}} + {% endblock %}{% let heading = name -%}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_47_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{%+ let heading = name +%}<!DOCTYPE html><title> Base </title>{%+ let site = \"Site\" +%}\n<body>\n   \n    base body {{+ site +}}\n   +\n    base body {{+ site +}}\n  + <footer> {{+ site +}} foot </footer>\n</body>", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_47_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% extends \"layouts/base.html\" %} {# c #} {% block body %} {{ super() }} + {{- super() -}} + {% endblock %}{% let heading = name -%}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_47_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{%+ let heading = name +%}<!DOCTYPE html><title>Base</title>{%+ let site = \"Site\" +%}<body>base body{{+ site +}}+base body{{+ site +}}+<footer>{{+ site +}}foot</footer>\n</body>", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_47_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% extends \"layouts/base.html\" %} {# c #} {% block body %} {{ super() }} + {{- super() -}} + {% endblock %}{% let heading = name -%}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_47_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{%+ let heading = name +%}<!DOCTYPE html><title> Base </title>{%+ let site = \"Site\" +%}\n<body>\n \nbase body {{+ site +}}\n +\nbase body {{+ site +}}\n+ <footer> {{+ site +}} foot </footer>\n</body>", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_47_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% extends \"layouts/base.html\" %}{% let x = n %}{% if flag %}{% let y = x %}{% endif %}{% for i in items %}{% endfor %}{% block title %}{{ x }}{% endblock %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_48_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{%+ let x = n +%}{%+ if flag +%}{%+ let y = x +%}{%+ endif +%}{%+ for i in items +%}{%+ endfor +%}<!DOCTYPE html><title>{{+ x +}}</title>{%+ let site = \"Site\" +%}\n<body>\n  \n    base body {{+ site +}}\n  <footer> {{+ site +}} foot </footer>\n</body>", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_48_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% extends \"layouts/base.html\" %}{% let x = n %}{% if flag %}{% let y = x %}{% endif %}{% for i in items %}{% endfor %}{% block title %}{{ x }}{% endblock %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_48_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{%+ let x = n +%}{%+ if flag +%}{%+ let y = x +%}{%+ endif +%}{%+ for i in items +%}{%+ endfor +%}<!DOCTYPE html><title>{{+ x +}}</title>{%+ let site = \"Site\" +%}<body>base body{{+ site +}}<footer>{{+ site +}}foot</footer>\n</body>", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_48_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% extends \"layouts/base.html\" %}{% let x = n %}{% if flag %}{% let y = x %}{% endif %}{% for i in items %}{% endfor %}{% block title %}{{ x }}{% endblock %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_48_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}{%+ let x = n +%}{%+ if flag +%}{%+ let y = x +%}{%+ endif +%}{%+ for i in items +%}{%+ endfor +%}<!DOCTYPE html><title>{{+ x +}}</title>{%+ let site = \"Site\" +%}\n<body>\n\nbase body {{+ site +}}\n<footer> {{+ site +}} foot </footer>\n</body>", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_48_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% extends \"layouts/base.html\" %}{% block body %}{% let site = \"mine\" %}{{ site }}{% endblock %}{% block foot %}{{ site }}{% include \"parts/leaf.html\" %}{% endblock %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_49_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}<!DOCTYPE html><title> Base </title>{%+ let site = \"Site\" +%}\n<body>\n  {%+ if true +%}{%+ let site = \"mine\" +%}{{+ site +}}{%+ endif +%}<footer> {{+ site +}} {{+ site +}} leaf   </footer>\n</body>", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_49_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% extends \"layouts/base.html\" %}{% block body %}{% let site = \"mine\" %}{{ site }}{% endblock %}{% block foot %}{{ site }}{% include \"parts/leaf.html\" %}{% endblock %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_49_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}<!DOCTYPE html><title>Base</title>{%+ let site = \"Site\" +%}<body>{%+ if true +%}{%+ let site = \"mine\" +%}{{+ site +}}{%+ endif +%}<footer>{{+ site +}}{{+ site +}} leaf</footer>\n</body>", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_49_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% extends \"layouts/base.html\" %}{% block body %}{% let site = \"mine\" %}{{ site }}{% endblock %}{% block foot %}{{ site }}{% include \"parts/leaf.html\" %}{% endblock %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_49_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ import \"parts/macros.html\" as ui +%}<!DOCTYPE html><title> Base </title>{%+ let site = \"Site\" +%}\n<body>\n{%+ if true +%}{%+ let site = \"mine\" +%}{{+ site +}}{%+ endif +%}<footer> {{+ site +}} {{+ site +}} leaf   </footer>\n</body>", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_49_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% block a %} a {% block b -%} b {%- endblock %} {% endblock %} {% for i in items %}{% block c %}{{ i.name }}{% endblock %}{% endfor %}", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_50_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for i in items +%}{%+ endfor +%} a b  {%+ for i in items +%}{{+ i.name +}}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_50_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% block a %} a {% block b -%} b {%- endblock %} {% endblock %} {% for i in items %}{% block c %}{{ i.name }}{% endblock %}{% endfor %}", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_50_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for i in items +%}{%+ endfor +%}ab{%+ for i in items +%}{{+ i.name +}}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_50_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% block a %} a {% block b -%} b {%- endblock %} {% endblock %} {% for i in items %}{% block c %}{{ i.name }}{% endblock %}{% endfor %}", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_50_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ for i in items +%}{%+ endfor +%} a b  {%+ for i in items +%}{{+ i.name +}}{%+ endfor +%}", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_50_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "\n  {% if flag %}\n  x\n  {% endif %}\n", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_51_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "\n  {%+ if flag +%}\n  x\n  {%+ endif +%}\n", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_51_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "\n  {% if flag %}\n  x\n  {% endif %}\n", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_51_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if flag +%}x{%+ endif +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_51_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "\n  {% if flag %}\n  x\n  {% endif %}\n", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_51_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "\n{%+ if flag +%}\nx\n{%+ endif +%}\n", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_51_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "  {{ n }}  \n\n", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_52_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "  {{+ n +}}  \n\n", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_52_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "  {{ n }}  \n\n", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_52_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{{+ n +}}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_52_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "  {{ n }}  \n\n", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_52_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " {{+ n +}}\n", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_52_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "  ", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_53_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "  ", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_53_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "  ", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_53_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "  ", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_53_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "  ", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_53_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "  ", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_53_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_54_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_54_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_54_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_54_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_54_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_54_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " {% if flag %} {% if flag %} {% endif %} {% endif %} ", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_55_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " {%+ if flag +%} {%+ if flag +%} {%+ endif +%} {%+ endif +%} ", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_55_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " {% if flag %} {% if flag %} {% endif %} {% endif %} ", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_55_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ if flag +%}{%+ if flag +%}{%+ endif +%}{%+ endif +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_55_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " {% if flag %} {% if flag %} {% endif %} {% endif %} ", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_55_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " {%+ if flag +%} {%+ if flag +%} {%+ endif +%} {%+ endif +%} ", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_55_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " \u{a0} {{ n }} \u{a0}\t{{ n }} \u{b} é {%- if flag -%} ü {%- endif -%} ß", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_56_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " \u{a0} {{+ n +}} \u{a0}\t{{+ n +}} \u{b} é{%+ if flag +%}ü{%+ endif +%}ß", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_56_preserve { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " \u{a0} {{ n }} \u{a0}\t{{ n }} \u{b} é {%- if flag -%} ü {%- endif -%} ß", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_56_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " \u{a0}{{+ n +}}\u{a0}{{+ n +}}\u{b} é{%+ if flag +%}ü{%+ endif +%}ß", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_56_suppress { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = " \u{a0} {{ n }} \u{a0}\t{{ n }} \u{b} é {%- if flag -%} ü {%- endif -%} ß", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_source_56_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = " \u{a0} {{+ n +}} \u{a0} {{+ n +}} \u{b} é{%+ if flag +%}ü{%+ endif +%}ß", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_source_56_minimize { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "a ${- n -}$ b <% if flag -%> {{ n }} {% x %} <%- else %> <! c /> n < 1 <% endif %><% raw %>${ ${ <%<% endraw %>$", ext = "html", syntax = "angle", config = "tests/template/askama.toml")]
pub(crate) struct Plain_syntax { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "a${+ n +}$b <%+ if flag +%>{{ n }} {% x %}<%+ else +%>  n < 1 <%+ endif +%><%+ raw +%>${ ${ <%$<%+ endraw +%>", ext = "html", escape = "html", syntax = "angle", config = "tests/template/askama.toml")]
pub(crate) struct Flat_syntax { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{{ name }}{% if flag %}<{% endif %}", ext = "html", escape = "none", config = "tests/template/askama.toml")]
pub(crate) struct Plain_escape { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{{+ name +}}{%+ if flag +%}<{%+ endif +%}", ext = "html", escape = "none", config = "tests/template/askama.toml")]
pub(crate) struct Flat_escape { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{%~ extends \"layouts/base.html\" %} {%~ let w = 1 %} {%~ block title ~%} x {{+ super() -}} y {% endblock ~%}\n {%~ block body +%} {{ n }}  \n {%+ if missing is defined +%} t {%+ elif flag -%} e {% elif name is defined -%} d {%~ else ~%} f {%~ endif %}x{%+ filter upper -%} u {%+ endfilter ~%}\n{%- let q = 1 +%} {%~ include \"parts/rows.html\" -%} {{+ n }} y {% raw -%} {{ {% endraw +%}x{%+ call m(n) ~%} x {%~ endcall ~%}\n{%~ include \"parts/local.html\" +%}textx {% endblock -%} z{% macro m(x) -%} m{{+ x }} {%+ endmacro -%} ", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_mixture_0 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) -%} m{{+ x }} {%+ endmacro +%}{%+ import \"parts/macros.html\" as ui +%}{%+ let w = 1 +%}<!DOCTYPE html><title> x  Base y </title>{%+ let site = \"Site\" +%}\n<body>\n  {%+ if true +%} {{+ n +}}  \n {%+ if missing is defined +%}{%+ elif flag +%}e {%+ elif name is defined +%}d {%+ else +%}{%+ endif +%}x{%+ filter upper -%} u {%+ endfilter +%}{%+ let q = 1 +%}   {%+ for item in items +%}<li>{{+ item.name +}}  leaf  </li>\n  {%+ else +%}\n    none\n  {%+ endfor +%}\n  {{+ n +}}{%+ raw +%} y {{ x{%+ endraw +%}{%+ call m(n) ~%} x {%~ endcall +%}\n{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}} {%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}textx {%+ endif +%}<footer> {{+ site +}} foot </footer>\n</body>", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_mixture_0 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{%~ extends \"layouts/base.html\" +%} {% let w = 1 -%} {% block title -%} x {{- super() ~}} y {%+ endblock ~%}\n {% block body -%} {%+ if n == 1 ~%} t {% elif n == 2 -%}\n e\n{%+ endif %}{%~ include \"parts/local.html\" %}{%+ if n == 1 %} t {% elif n == 2 -%}\n e\n{% endif +%}{%~ if n == 1 %} t {%+ elif n == 2 ~%}\n e\n{%~ endif %}\n{%- call m(n) ~%} x {% endcall ~%} y {%- call m(n) -%} x {%- endcall +%}{{ m(2) +}}{% for i in items ~%}\n {{~ i.n +}} {%+ endfor +%}\n{%+ if n == 1 -%} t {%~ elif n == 2 ~%}\n e\n{%- endif ~%}\n{{ n ~}}  {% endblock ~%} z{% macro m(x) ~%} m{{+ x ~}} {% endmacro +%} ", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_mixture_1 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) ~%} m{{+ x ~}} {% endmacro +%}{%+ import \"parts/macros.html\" as ui +%}{%+ let w = 1 +%}<!DOCTYPE html><title>xBase y </title>{%+ let site = \"Site\" +%}<body>{%+ if n == 1 +%} t{%+ elif n == 2 +%}e\n{%+ endif +%}{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}}{%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}{%+ if n == 1 +%}t{%+ elif n == 2 +%}e{%+ endif +%}{%+ if n == 1 +%}t {%+ elif n == 2 +%}\ne\n{%+ endif +%}{%+ call m(n) ~%} x {% endcall +%} y{%+ call m(n) -%} x {%- endcall +%}{{+ m(2) +}}{%+ for i in items +%}\n{{+ i.n +}} {%+ endfor +%}\n{%+ if n == 1 +%}t {%+ elif n == 2 +%}\ne{%+ endif +%}{{+ n +}}<footer>{{+ site +}}foot</footer>\n</body>", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_mixture_1 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "\n\n  \n{%+ if missing is defined +%} t {%- elif flag %} e {%+ elif name is defined ~%} d {% else ~%} f {% endif +%} {% include \"parts/leaf.html\" ~%}{%+ if n == 1 %} t {% elif n == 2 %}\n e\n{% endif ~%}{%+ include \"parts/local.html\" %}\ntextx{% if missing is defined %} t {%+ elif flag %} e {% elif name is defined ~%} d {%- else +%} f {%+ endif ~%} {% let q +%} q {%- endlet ~%} {# c ~#}\n{% include \"parts/rows.html\" -%}  \n {% macro m(x) %} m{{- x }} {% endmacro ~%} ", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_mixture_2 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) %} m{{- x }} {% endmacro +%}\n\n  \n{%+ if missing is defined +%}{%+ elif flag +%} e {%+ elif name is defined +%} d {%+ else +%}{%+ endif +%}  leaf  {%+ if n == 1 +%} t {%+ elif n == 2 +%}\ne\n{%+ endif +%}{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}} {%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}\ntextx{%+ if missing is defined +%}{%+ elif flag +%} e {%+ elif name is defined +%} d{%+ else +%}{%+ endif +%} {%+ let q +%} q {%- endlet +%} \n {%+ for item in items +%}<li>{{+ item.name +}}  leaf  </li>\n{%+ else +%}\nnone\n{%+ endfor +%}\n ", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_mixture_2 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{{- n -}}\n\n    \n {%~ let q +%} q {%+ endlet %}x{%+ include \"parts/leaf.html\" ~%}  \n {{~ m(2) -}} {%- if n == 1 -%} t {%+ elif n == 2 -%}\n e\n{%+ endif %} {%+ include \"parts/local.html\" -%} y {%+ include \"parts/leaf.html\" ~%}{%~ filter upper %} u {%- endfilter ~%}  \n {%+ for i in items ~%} {{+ i.name ~}} {%- else %} none {%- endfor %} y {%- macro m(x) ~%} m{{~ x -}} {% endmacro ~%} ", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_mixture_3 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) ~%} m{{~ x -}} {% endmacro +%}{{+ n +}}{%+ let q +%} q {%+ endlet +%}x leaf  \n{{+ m(2) +}}{%+ if n == 1 +%}t {%+ elif n == 2 +%}e\n{%+ endif +%} {%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}} {%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}y  leaf  {%+ filter upper %} u {%- endfilter +%}  \n {%+ for i in items +%} {{+ i.name +}}{%+ else +%} none{%+ endfor +%} y ", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_mixture_3 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{%~ call m(n) -%} x {% endcall ~%}x{#+ c ~#}{%+ if n == 1 %} t {%+ elif n == 2 ~%}\n e\n{%+ endif ~%}x{%~ let q = 1 %}  \n {% let q = 1 +%}  \n {%+ let q ~%} q {%- endlet ~%}x\n\n  {%- raw %} {{ {%+ endraw -%}{%~ include \"parts/rows.html\" -%}  \n {%+ filter upper +%} u {%+ endfilter %}{%~ macro m(x) -%} m{{- x +}} {%- endmacro -%} ", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_mixture_4 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) -%} m{{- x +}} {%- endmacro +%}{%+ call m(n) -%} x {% endcall +%}x{%+ if n == 1 +%}t {%+ elif n == 2 +%}\ne\n{%+ endif +%}x{%+ let q = 1 +%}{%+ let q = 1 +%}  \n {%+ let q ~%} q {%- endlet +%}{%+ raw +%}x{{ {%+ endraw +%}{%+ for item in items +%}<li>{{+ item.name +}} leaf</li>{%+ else +%}none{%+ endfor +%}{%+ filter upper +%} u {%+ endfilter +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_mixture_4 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "\n\n  {%+ include \"parts/rows.html\" %} {% match n +%} {%~ when 1 -%} a {%- when 2 %} b {% endwhen +%} {% else -%} c {% endmatch +%}\n{%+ include \"parts/leaf.html\" -%} {%~ let q %} q {%- endlet ~%}{%+ raw +%} {{ {%- endraw +%} y {%~ if missing is defined %} t {%+ elif flag ~%} e {%- elif name is defined +%} d {% else -%} f {% endif -%}{%- include \"parts/rows.html\" +%}  \n {{ n +}} y {{+ n +}}x{% macro m(x) +%} m{{~ x +}} {% endmacro -%} ", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_mixture_5 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) +%} m{{~ x +}} {% endmacro +%}\n\n   {%+ for item in items +%}<li>{{+ item.name +}}  leaf  </li>\n{%+ else +%}\nnone\n{%+ endfor +%}\n {%+ match n +%}{%+ when 1 +%}a{%+ when 2 +%} b {%+ else +%}c {%+ endmatch +%}\n leaf  {%+ let q %} q {%- endlet +%}{%+ raw +%} {{ y {%+ endraw +%}{%+ if missing is defined +%}{%+ elif flag +%} e{%+ elif name is defined +%} d {%+ else +%}{%+ endif +%} {%+ for item in items +%}<li>{{+ item.name +}}  leaf  </li>\n{%+ else +%}\nnone\n{%+ endfor +%}\n\n{{+ n +}} y {{+ n +}}x", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_mixture_5 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% include \"parts/local.html\" -%}{#+ c ~#}x{%- raw %} {{ {%- endraw %}{%- include \"parts/rows.html\" ~%}x{%+ include \"parts/local.html\" ~%}\n{%~ include \"parts/local.html\" %}{%~ for i in items -%} {{+ i.name }} {%~ else +%} none {%+ endfor %}x{% include \"parts/local.html\" ~%}{%+ filter upper %} u {% endfilter -%}  \n {% raw +%} {{ {%+ endraw %}\n{%~ macro m(x) -%} m{{ x ~}} {%+ endmacro %} ", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_mixture_6 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) -%} m{{ x ~}} {%+ endmacro +%}{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}} {%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}{%+ raw +%}x {{  {%+ endraw +%}{%+ for item in items +%}<li>{{+ item.name +}}  leaf  </li>\n  {%+ else +%}\n    none\n  {%+ endfor +%}\n  x{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}} {%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}\n{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}} {%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}{%+ for i in items +%}{{+ i.name +}} {%+ else +%} none {%+ endfor +%}x{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}} {%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}{%+ filter upper %} u {% endfilter +%}{%+ raw +%} {{ \n {%+ endraw +%}", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_mixture_6 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{#- c ~#}\n{%~ call m(n) +%} x {% endcall ~%}x{{~ m(2) }}{%- include \"parts/local.html\" ~%}x{#+ c +#}x{{ m(2) +}}  \n {%- include \"parts/rows.html\" ~%}x{% if flag +%} t {%+ else -%} f {%~ endif +%}\n{#+ c ~#}{% call m(n) -%} x {% endcall ~%}{% macro m(x) +%} m{{~ x }} {%- endmacro -%} ", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_mixture_7 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) +%} m{{~ x }} {%- endmacro +%}\n{%+ call m(n) +%} x {% endcall +%}x{{+ m(2) +}}{%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}}{%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}xx{{+ m(2) +}}{%+ for item in items +%}<li>{{+ item.name +}} leaf</li>{%+ else +%}none{%+ endfor +%}x{%+ if flag +%} t {%+ else +%}f {%+ endif +%}\n{%+ call m(n) -%} x {% endcall +%}", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_mixture_7 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{%+ extends \"layouts/base.html\" +%} {%+ let w = 1 %} {%+ block title %} x {{+ super() }} y {%+ endblock ~%}\n {%- block body ~%} {% include \"parts/local.html\" +%} \n\n   {{- m(2) -}}\n{% if missing is defined +%} t {% elif flag -%} e {%- elif name is defined +%} d {%~ else +%} f {%~ endif +%} y {%+ include \"parts/rows.html\" +%} y {%~ let q = 1 +%} {%~ if flag %} t {%~ else %} f {%- endif ~%}{#~ c -#}{{- m(2) ~}} {{~ n ~}}x {%~ endblock %} z{% macro m(x) -%} m{{+ x -}} {%~ endmacro +%} ", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_mixture_8 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) -%} m{{+ x -}} {%~ endmacro +%}{%+ import \"parts/macros.html\" as ui +%}{%+ let w = 1 +%}<!DOCTYPE html><title> x  Base  y </title>{%+ let site = \"Site\" +%}\n<body>\n{%+ if true +%} {%+ if true +%}{%+ let local = \"inner\" +%}{{+ local +}} {%+ if local is defined +%}D{%+ endif +%}{%+ endif +%}{{+ m(2) +}}{%+ if missing is defined +%}{%+ elif flag +%}e{%+ elif name is defined +%} d {%+ else +%}{%+ endif +%} y  {%+ for item in items +%}<li>{{+ item.name +}}  leaf  </li>\n{%+ else +%}\nnone\n{%+ endfor +%}\n y {%+ let q = 1 +%} {%+ if flag +%} t {%+ else +%} f{%+ endif +%}{{+ m(2) +}} {{+ n +}}x {%+ endif +%}<footer> {{+ site +}} foot </footer>\n</body>", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_mixture_8 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{%~ extends \"layouts/base.html\" %} {%+ let w = 1 +%} {%+ block title -%} x {{+ super() }} y {%+ endblock -%}\n {%+ block body +%} {%+ call m(n) +%} x {% endcall ~%} y {%- for i in items -%}\n {{- i.n ~}} {%+ endfor -%}  \n {%~ let q ~%} q {%- endlet -%}{%- let q = 1 ~%}{{- n }} y {{ n +}} y text{#~ c #}  \n {{- m(2) -}}  \n {% match n ~%} {% when 1 -%} a {% when 2 ~%} b {% endwhen +%} {% else -%} c {%- endmatch %}x {% endblock +%} z{%- macro m(x) +%} m{{ x +}} {%+ endmacro ~%} ", ext = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Plain_mixture_9 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) +%} m{{ x +}} {%+ endmacro +%}{%+ import \"parts/macros.html\" as ui +%}{%+ let w = 1 +%}<!DOCTYPE html><title>x  Base  y </title>{%+ let site = \"Site\" +%}\n<body>\n  {%+ if true +%} {%+ call m(n) +%} x {% endcall +%} y{%+ for i in items +%}{{+ i.n +}} {%+ endfor +%}{%+ let q ~%} q {%- endlet +%}{%+ let q = 1 +%}{{+ n +}} y {{+ n +}} y text{{+ m(2) +}}{%+ match n +%}{%+ when 1 +%}a {%+ when 2 +%} b {%+ else +%}c{%+ endmatch +%}x {%+ endif +%}<footer> {{+ site +}} foot </footer>\n</body>", ext = "html", escape = "html", whitespace = "preserve", config = "tests/template/askama.toml")]
pub(crate) struct Flat_mixture_9 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{% extends \"layouts/base.html\" -%} {% let w = 1 +%} {%~ block title -%} x {{- super() +}} y {%- endblock ~%}\n {%- block body ~%} {% filter upper +%} u {% endfilter -%}\n{%+ if n == 1 -%} t {%- elif n == 2 -%}\n e\n{%+ endif +%}{%~ raw ~%} {{ {% endraw ~%} {%- let q ~%} q {%~ endlet +%} y {%~ if n == 1 %} t {%+ elif n == 2 +%}\n e\n{%- endif %} y {%~ match n ~%} {% when 1 +%} a {%~ when 2 ~%} b {% endwhen +%} {% else %} c {% endmatch %}  \n {#- c -#}{% include \"parts/leaf.html\" ~%}  \n text\n{%- if flag +%} t {%+ else -%} f {% endif +%}  {%~ endblock +%} z{%- macro m(x) %} m{{+ x ~}} {%- endmacro ~%} ", ext = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Plain_mixture_10 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) %} m{{+ x ~}} {%- endmacro +%}{%+ import \"parts/macros.html\" as ui +%}{%+ let w = 1 +%}<!DOCTYPE html><title>xBase y</title>{%+ let site = \"Site\" +%}<body>{%+ if true +%}{%+ filter upper +%} u {% endfilter +%}{%+ if n == 1 +%}t{%+ elif n == 2 +%}e\n{%+ endif +%}{%+ raw +%} {{{%+ endraw +%}{%+ let q ~%} q {%~ endlet +%} y {%+ if n == 1 +%}t {%+ elif n == 2 +%}\n e{%+ endif +%}y {%+ match n +%}{%+ when 1 +%} a {%+ when 2 +%} b{%+ else +%}c{%+ endmatch +%} leaf\ntext{%+ if flag +%} t {%+ else +%}f{%+ endif +%} {%+ endif +%}<footer>{{+ site +}}foot</footer>\n</body>", ext = "html", escape = "html", whitespace = "suppress", config = "tests/template/askama.toml")]
pub(crate) struct Flat_mixture_10 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

#[derive(askama::Template)]
#[template(source = "{#~ c +#} y \n\n    \n {%+ if flag %} t {% else %} f {%+ endif +%} text  \n {% if n == 1 +%} t {%+ elif n == 2 +%}\n e\n{%+ endif %}x{%- if n == 1 %} t {%+ elif n == 2 %}\n e\n{%~ endif ~%}{#- c #}  \n {% filter upper -%} u {% endfilter +%}\n{%+ if n == 1 ~%} t {%- elif n == 2 -%}\n e\n{%~ endif %}\n{%~ include \"parts/leaf.html\" +%}\n{%- macro m(x) +%} m{{ x +}} {% endmacro %} ", ext = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Plain_mixture_11 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }
#[derive(askama::Template)]
#[template(source = "{%+ macro m(x) +%} m{{ x +}} {% endmacro +%} y \n\n    \n {%+ if flag +%} t {%+ else +%} f {%+ endif +%} text\n{%+ if n == 1 +%} t {%+ elif n == 2 +%}\n e\n{%+ endif +%}x{%+ if n == 1 +%} t {%+ elif n == 2 +%}\ne\n{%+ endif +%}\n{%+ filter upper -%} u {% endfilter +%}\n{%+ if n == 1 +%} t{%+ elif n == 2 +%}e\n{%+ endif +%}\n leaf   ", ext = "html", escape = "html", whitespace = "minimize", config = "tests/template/askama.toml")]
pub(crate) struct Flat_mixture_11 { pub(crate) items: Vec<Item>, pub(crate) name: &'static str, pub(crate) maybe: Option<&'static str>, pub(crate) flag: bool, pub(crate) n: i32 }

use askama::Template;

type Rendered = askama::Result<String>;
type Render = fn(Vec<Item>, &'static str, Option<&'static str>, bool, i32) -> (Rendered, Rendered);

#[rustfmt::skip]
pub(crate) static CASES: &[(&str, Render)] = &[
    ("file_0", |items, name, maybe, flag, n| (Plain_file_0 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_0 { items, name, maybe, flag, n }.render())),
    ("file_1", |items, name, maybe, flag, n| (Plain_file_1 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_1 { items, name, maybe, flag, n }.render())),
    ("file_2", |items, name, maybe, flag, n| (Plain_file_2 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_2 { items, name, maybe, flag, n }.render())),
    ("file_3", |items, name, maybe, flag, n| (Plain_file_3 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_3 { items, name, maybe, flag, n }.render())),
    ("file_4", |items, name, maybe, flag, n| (Plain_file_4 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_4 { items, name, maybe, flag, n }.render())),
    ("file_5", |items, name, maybe, flag, n| (Plain_file_5 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_5 { items, name, maybe, flag, n }.render())),
    ("file_6", |items, name, maybe, flag, n| (Plain_file_6 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_6 { items, name, maybe, flag, n }.render())),
    ("file_7", |items, name, maybe, flag, n| (Plain_file_7 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_7 { items, name, maybe, flag, n }.render())),
    ("file_8", |items, name, maybe, flag, n| (Plain_file_8 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_8 { items, name, maybe, flag, n }.render())),
    ("file_9", |items, name, maybe, flag, n| (Plain_file_9 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_9 { items, name, maybe, flag, n }.render())),
    ("file_10", |items, name, maybe, flag, n| (Plain_file_10 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_10 { items, name, maybe, flag, n }.render())),
    ("file_11", |items, name, maybe, flag, n| (Plain_file_11 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_11 { items, name, maybe, flag, n }.render())),
    ("file_12", |items, name, maybe, flag, n| (Plain_file_12 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_12 { items, name, maybe, flag, n }.render())),
    ("file_13", |items, name, maybe, flag, n| (Plain_file_13 { items: items.clone(), name, maybe, flag, n }.render(), Flat_file_13 { items, name, maybe, flag, n }.render())),
    ("source_0_preserve", |items, name, maybe, flag, n| (Plain_source_0_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_0_preserve { items, name, maybe, flag, n }.render())),
    ("source_0_suppress", |items, name, maybe, flag, n| (Plain_source_0_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_0_suppress { items, name, maybe, flag, n }.render())),
    ("source_0_minimize", |items, name, maybe, flag, n| (Plain_source_0_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_0_minimize { items, name, maybe, flag, n }.render())),
    ("source_1_preserve", |items, name, maybe, flag, n| (Plain_source_1_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_1_preserve { items, name, maybe, flag, n }.render())),
    ("source_1_suppress", |items, name, maybe, flag, n| (Plain_source_1_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_1_suppress { items, name, maybe, flag, n }.render())),
    ("source_1_minimize", |items, name, maybe, flag, n| (Plain_source_1_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_1_minimize { items, name, maybe, flag, n }.render())),
    ("source_2_preserve", |items, name, maybe, flag, n| (Plain_source_2_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_2_preserve { items, name, maybe, flag, n }.render())),
    ("source_2_suppress", |items, name, maybe, flag, n| (Plain_source_2_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_2_suppress { items, name, maybe, flag, n }.render())),
    ("source_2_minimize", |items, name, maybe, flag, n| (Plain_source_2_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_2_minimize { items, name, maybe, flag, n }.render())),
    ("source_3_preserve", |items, name, maybe, flag, n| (Plain_source_3_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_3_preserve { items, name, maybe, flag, n }.render())),
    ("source_3_suppress", |items, name, maybe, flag, n| (Plain_source_3_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_3_suppress { items, name, maybe, flag, n }.render())),
    ("source_3_minimize", |items, name, maybe, flag, n| (Plain_source_3_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_3_minimize { items, name, maybe, flag, n }.render())),
    ("source_4_preserve", |items, name, maybe, flag, n| (Plain_source_4_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_4_preserve { items, name, maybe, flag, n }.render())),
    ("source_4_suppress", |items, name, maybe, flag, n| (Plain_source_4_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_4_suppress { items, name, maybe, flag, n }.render())),
    ("source_4_minimize", |items, name, maybe, flag, n| (Plain_source_4_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_4_minimize { items, name, maybe, flag, n }.render())),
    ("source_5_preserve", |items, name, maybe, flag, n| (Plain_source_5_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_5_preserve { items, name, maybe, flag, n }.render())),
    ("source_5_suppress", |items, name, maybe, flag, n| (Plain_source_5_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_5_suppress { items, name, maybe, flag, n }.render())),
    ("source_5_minimize", |items, name, maybe, flag, n| (Plain_source_5_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_5_minimize { items, name, maybe, flag, n }.render())),
    ("source_6_preserve", |items, name, maybe, flag, n| (Plain_source_6_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_6_preserve { items, name, maybe, flag, n }.render())),
    ("source_6_suppress", |items, name, maybe, flag, n| (Plain_source_6_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_6_suppress { items, name, maybe, flag, n }.render())),
    ("source_6_minimize", |items, name, maybe, flag, n| (Plain_source_6_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_6_minimize { items, name, maybe, flag, n }.render())),
    ("source_7_preserve", |items, name, maybe, flag, n| (Plain_source_7_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_7_preserve { items, name, maybe, flag, n }.render())),
    ("source_7_suppress", |items, name, maybe, flag, n| (Plain_source_7_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_7_suppress { items, name, maybe, flag, n }.render())),
    ("source_7_minimize", |items, name, maybe, flag, n| (Plain_source_7_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_7_minimize { items, name, maybe, flag, n }.render())),
    ("source_8_preserve", |items, name, maybe, flag, n| (Plain_source_8_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_8_preserve { items, name, maybe, flag, n }.render())),
    ("source_8_suppress", |items, name, maybe, flag, n| (Plain_source_8_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_8_suppress { items, name, maybe, flag, n }.render())),
    ("source_8_minimize", |items, name, maybe, flag, n| (Plain_source_8_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_8_minimize { items, name, maybe, flag, n }.render())),
    ("source_9_preserve", |items, name, maybe, flag, n| (Plain_source_9_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_9_preserve { items, name, maybe, flag, n }.render())),
    ("source_9_suppress", |items, name, maybe, flag, n| (Plain_source_9_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_9_suppress { items, name, maybe, flag, n }.render())),
    ("source_9_minimize", |items, name, maybe, flag, n| (Plain_source_9_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_9_minimize { items, name, maybe, flag, n }.render())),
    ("source_10_preserve", |items, name, maybe, flag, n| (Plain_source_10_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_10_preserve { items, name, maybe, flag, n }.render())),
    ("source_10_suppress", |items, name, maybe, flag, n| (Plain_source_10_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_10_suppress { items, name, maybe, flag, n }.render())),
    ("source_10_minimize", |items, name, maybe, flag, n| (Plain_source_10_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_10_minimize { items, name, maybe, flag, n }.render())),
    ("source_11_preserve", |items, name, maybe, flag, n| (Plain_source_11_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_11_preserve { items, name, maybe, flag, n }.render())),
    ("source_11_suppress", |items, name, maybe, flag, n| (Plain_source_11_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_11_suppress { items, name, maybe, flag, n }.render())),
    ("source_11_minimize", |items, name, maybe, flag, n| (Plain_source_11_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_11_minimize { items, name, maybe, flag, n }.render())),
    ("source_12_preserve", |items, name, maybe, flag, n| (Plain_source_12_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_12_preserve { items, name, maybe, flag, n }.render())),
    ("source_12_suppress", |items, name, maybe, flag, n| (Plain_source_12_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_12_suppress { items, name, maybe, flag, n }.render())),
    ("source_12_minimize", |items, name, maybe, flag, n| (Plain_source_12_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_12_minimize { items, name, maybe, flag, n }.render())),
    ("source_13_preserve", |items, name, maybe, flag, n| (Plain_source_13_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_13_preserve { items, name, maybe, flag, n }.render())),
    ("source_13_suppress", |items, name, maybe, flag, n| (Plain_source_13_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_13_suppress { items, name, maybe, flag, n }.render())),
    ("source_13_minimize", |items, name, maybe, flag, n| (Plain_source_13_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_13_minimize { items, name, maybe, flag, n }.render())),
    ("source_14_preserve", |items, name, maybe, flag, n| (Plain_source_14_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_14_preserve { items, name, maybe, flag, n }.render())),
    ("source_14_suppress", |items, name, maybe, flag, n| (Plain_source_14_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_14_suppress { items, name, maybe, flag, n }.render())),
    ("source_14_minimize", |items, name, maybe, flag, n| (Plain_source_14_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_14_minimize { items, name, maybe, flag, n }.render())),
    ("source_15_preserve", |items, name, maybe, flag, n| (Plain_source_15_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_15_preserve { items, name, maybe, flag, n }.render())),
    ("source_15_suppress", |items, name, maybe, flag, n| (Plain_source_15_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_15_suppress { items, name, maybe, flag, n }.render())),
    ("source_15_minimize", |items, name, maybe, flag, n| (Plain_source_15_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_15_minimize { items, name, maybe, flag, n }.render())),
    ("source_16_preserve", |items, name, maybe, flag, n| (Plain_source_16_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_16_preserve { items, name, maybe, flag, n }.render())),
    ("source_16_suppress", |items, name, maybe, flag, n| (Plain_source_16_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_16_suppress { items, name, maybe, flag, n }.render())),
    ("source_16_minimize", |items, name, maybe, flag, n| (Plain_source_16_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_16_minimize { items, name, maybe, flag, n }.render())),
    ("source_17_preserve", |items, name, maybe, flag, n| (Plain_source_17_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_17_preserve { items, name, maybe, flag, n }.render())),
    ("source_17_suppress", |items, name, maybe, flag, n| (Plain_source_17_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_17_suppress { items, name, maybe, flag, n }.render())),
    ("source_17_minimize", |items, name, maybe, flag, n| (Plain_source_17_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_17_minimize { items, name, maybe, flag, n }.render())),
    ("source_18_preserve", |items, name, maybe, flag, n| (Plain_source_18_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_18_preserve { items, name, maybe, flag, n }.render())),
    ("source_18_suppress", |items, name, maybe, flag, n| (Plain_source_18_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_18_suppress { items, name, maybe, flag, n }.render())),
    ("source_18_minimize", |items, name, maybe, flag, n| (Plain_source_18_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_18_minimize { items, name, maybe, flag, n }.render())),
    ("source_19_preserve", |items, name, maybe, flag, n| (Plain_source_19_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_19_preserve { items, name, maybe, flag, n }.render())),
    ("source_19_suppress", |items, name, maybe, flag, n| (Plain_source_19_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_19_suppress { items, name, maybe, flag, n }.render())),
    ("source_19_minimize", |items, name, maybe, flag, n| (Plain_source_19_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_19_minimize { items, name, maybe, flag, n }.render())),
    ("source_20_preserve", |items, name, maybe, flag, n| (Plain_source_20_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_20_preserve { items, name, maybe, flag, n }.render())),
    ("source_20_suppress", |items, name, maybe, flag, n| (Plain_source_20_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_20_suppress { items, name, maybe, flag, n }.render())),
    ("source_20_minimize", |items, name, maybe, flag, n| (Plain_source_20_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_20_minimize { items, name, maybe, flag, n }.render())),
    ("source_21_preserve", |items, name, maybe, flag, n| (Plain_source_21_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_21_preserve { items, name, maybe, flag, n }.render())),
    ("source_21_suppress", |items, name, maybe, flag, n| (Plain_source_21_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_21_suppress { items, name, maybe, flag, n }.render())),
    ("source_21_minimize", |items, name, maybe, flag, n| (Plain_source_21_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_21_minimize { items, name, maybe, flag, n }.render())),
    ("source_22_preserve", |items, name, maybe, flag, n| (Plain_source_22_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_22_preserve { items, name, maybe, flag, n }.render())),
    ("source_22_suppress", |items, name, maybe, flag, n| (Plain_source_22_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_22_suppress { items, name, maybe, flag, n }.render())),
    ("source_22_minimize", |items, name, maybe, flag, n| (Plain_source_22_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_22_minimize { items, name, maybe, flag, n }.render())),
    ("source_23_preserve", |items, name, maybe, flag, n| (Plain_source_23_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_23_preserve { items, name, maybe, flag, n }.render())),
    ("source_23_suppress", |items, name, maybe, flag, n| (Plain_source_23_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_23_suppress { items, name, maybe, flag, n }.render())),
    ("source_23_minimize", |items, name, maybe, flag, n| (Plain_source_23_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_23_minimize { items, name, maybe, flag, n }.render())),
    ("source_24_preserve", |items, name, maybe, flag, n| (Plain_source_24_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_24_preserve { items, name, maybe, flag, n }.render())),
    ("source_24_suppress", |items, name, maybe, flag, n| (Plain_source_24_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_24_suppress { items, name, maybe, flag, n }.render())),
    ("source_24_minimize", |items, name, maybe, flag, n| (Plain_source_24_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_24_minimize { items, name, maybe, flag, n }.render())),
    ("source_25_preserve", |items, name, maybe, flag, n| (Plain_source_25_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_25_preserve { items, name, maybe, flag, n }.render())),
    ("source_25_suppress", |items, name, maybe, flag, n| (Plain_source_25_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_25_suppress { items, name, maybe, flag, n }.render())),
    ("source_25_minimize", |items, name, maybe, flag, n| (Plain_source_25_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_25_minimize { items, name, maybe, flag, n }.render())),
    ("source_26_preserve", |items, name, maybe, flag, n| (Plain_source_26_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_26_preserve { items, name, maybe, flag, n }.render())),
    ("source_26_suppress", |items, name, maybe, flag, n| (Plain_source_26_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_26_suppress { items, name, maybe, flag, n }.render())),
    ("source_26_minimize", |items, name, maybe, flag, n| (Plain_source_26_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_26_minimize { items, name, maybe, flag, n }.render())),
    ("source_27_preserve", |items, name, maybe, flag, n| (Plain_source_27_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_27_preserve { items, name, maybe, flag, n }.render())),
    ("source_27_suppress", |items, name, maybe, flag, n| (Plain_source_27_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_27_suppress { items, name, maybe, flag, n }.render())),
    ("source_27_minimize", |items, name, maybe, flag, n| (Plain_source_27_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_27_minimize { items, name, maybe, flag, n }.render())),
    ("source_28_preserve", |items, name, maybe, flag, n| (Plain_source_28_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_28_preserve { items, name, maybe, flag, n }.render())),
    ("source_28_suppress", |items, name, maybe, flag, n| (Plain_source_28_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_28_suppress { items, name, maybe, flag, n }.render())),
    ("source_28_minimize", |items, name, maybe, flag, n| (Plain_source_28_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_28_minimize { items, name, maybe, flag, n }.render())),
    ("source_29_preserve", |items, name, maybe, flag, n| (Plain_source_29_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_29_preserve { items, name, maybe, flag, n }.render())),
    ("source_29_suppress", |items, name, maybe, flag, n| (Plain_source_29_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_29_suppress { items, name, maybe, flag, n }.render())),
    ("source_29_minimize", |items, name, maybe, flag, n| (Plain_source_29_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_29_minimize { items, name, maybe, flag, n }.render())),
    ("source_30_preserve", |items, name, maybe, flag, n| (Plain_source_30_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_30_preserve { items, name, maybe, flag, n }.render())),
    ("source_30_suppress", |items, name, maybe, flag, n| (Plain_source_30_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_30_suppress { items, name, maybe, flag, n }.render())),
    ("source_30_minimize", |items, name, maybe, flag, n| (Plain_source_30_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_30_minimize { items, name, maybe, flag, n }.render())),
    ("source_31_preserve", |items, name, maybe, flag, n| (Plain_source_31_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_31_preserve { items, name, maybe, flag, n }.render())),
    ("source_31_suppress", |items, name, maybe, flag, n| (Plain_source_31_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_31_suppress { items, name, maybe, flag, n }.render())),
    ("source_31_minimize", |items, name, maybe, flag, n| (Plain_source_31_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_31_minimize { items, name, maybe, flag, n }.render())),
    ("source_32_preserve", |items, name, maybe, flag, n| (Plain_source_32_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_32_preserve { items, name, maybe, flag, n }.render())),
    ("source_32_suppress", |items, name, maybe, flag, n| (Plain_source_32_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_32_suppress { items, name, maybe, flag, n }.render())),
    ("source_32_minimize", |items, name, maybe, flag, n| (Plain_source_32_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_32_minimize { items, name, maybe, flag, n }.render())),
    ("source_33_preserve", |items, name, maybe, flag, n| (Plain_source_33_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_33_preserve { items, name, maybe, flag, n }.render())),
    ("source_33_suppress", |items, name, maybe, flag, n| (Plain_source_33_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_33_suppress { items, name, maybe, flag, n }.render())),
    ("source_33_minimize", |items, name, maybe, flag, n| (Plain_source_33_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_33_minimize { items, name, maybe, flag, n }.render())),
    ("source_34_preserve", |items, name, maybe, flag, n| (Plain_source_34_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_34_preserve { items, name, maybe, flag, n }.render())),
    ("source_34_suppress", |items, name, maybe, flag, n| (Plain_source_34_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_34_suppress { items, name, maybe, flag, n }.render())),
    ("source_34_minimize", |items, name, maybe, flag, n| (Plain_source_34_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_34_minimize { items, name, maybe, flag, n }.render())),
    ("source_35_preserve", |items, name, maybe, flag, n| (Plain_source_35_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_35_preserve { items, name, maybe, flag, n }.render())),
    ("source_35_suppress", |items, name, maybe, flag, n| (Plain_source_35_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_35_suppress { items, name, maybe, flag, n }.render())),
    ("source_35_minimize", |items, name, maybe, flag, n| (Plain_source_35_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_35_minimize { items, name, maybe, flag, n }.render())),
    ("source_36_preserve", |items, name, maybe, flag, n| (Plain_source_36_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_36_preserve { items, name, maybe, flag, n }.render())),
    ("source_36_suppress", |items, name, maybe, flag, n| (Plain_source_36_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_36_suppress { items, name, maybe, flag, n }.render())),
    ("source_36_minimize", |items, name, maybe, flag, n| (Plain_source_36_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_36_minimize { items, name, maybe, flag, n }.render())),
    ("source_37_preserve", |items, name, maybe, flag, n| (Plain_source_37_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_37_preserve { items, name, maybe, flag, n }.render())),
    ("source_37_suppress", |items, name, maybe, flag, n| (Plain_source_37_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_37_suppress { items, name, maybe, flag, n }.render())),
    ("source_37_minimize", |items, name, maybe, flag, n| (Plain_source_37_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_37_minimize { items, name, maybe, flag, n }.render())),
    ("source_38_preserve", |items, name, maybe, flag, n| (Plain_source_38_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_38_preserve { items, name, maybe, flag, n }.render())),
    ("source_38_suppress", |items, name, maybe, flag, n| (Plain_source_38_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_38_suppress { items, name, maybe, flag, n }.render())),
    ("source_38_minimize", |items, name, maybe, flag, n| (Plain_source_38_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_38_minimize { items, name, maybe, flag, n }.render())),
    ("source_39_preserve", |items, name, maybe, flag, n| (Plain_source_39_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_39_preserve { items, name, maybe, flag, n }.render())),
    ("source_39_suppress", |items, name, maybe, flag, n| (Plain_source_39_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_39_suppress { items, name, maybe, flag, n }.render())),
    ("source_39_minimize", |items, name, maybe, flag, n| (Plain_source_39_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_39_minimize { items, name, maybe, flag, n }.render())),
    ("source_40_preserve", |items, name, maybe, flag, n| (Plain_source_40_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_40_preserve { items, name, maybe, flag, n }.render())),
    ("source_40_suppress", |items, name, maybe, flag, n| (Plain_source_40_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_40_suppress { items, name, maybe, flag, n }.render())),
    ("source_40_minimize", |items, name, maybe, flag, n| (Plain_source_40_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_40_minimize { items, name, maybe, flag, n }.render())),
    ("source_41_preserve", |items, name, maybe, flag, n| (Plain_source_41_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_41_preserve { items, name, maybe, flag, n }.render())),
    ("source_41_suppress", |items, name, maybe, flag, n| (Plain_source_41_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_41_suppress { items, name, maybe, flag, n }.render())),
    ("source_41_minimize", |items, name, maybe, flag, n| (Plain_source_41_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_41_minimize { items, name, maybe, flag, n }.render())),
    ("source_42_preserve", |items, name, maybe, flag, n| (Plain_source_42_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_42_preserve { items, name, maybe, flag, n }.render())),
    ("source_42_suppress", |items, name, maybe, flag, n| (Plain_source_42_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_42_suppress { items, name, maybe, flag, n }.render())),
    ("source_42_minimize", |items, name, maybe, flag, n| (Plain_source_42_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_42_minimize { items, name, maybe, flag, n }.render())),
    ("source_43_preserve", |items, name, maybe, flag, n| (Plain_source_43_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_43_preserve { items, name, maybe, flag, n }.render())),
    ("source_43_suppress", |items, name, maybe, flag, n| (Plain_source_43_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_43_suppress { items, name, maybe, flag, n }.render())),
    ("source_43_minimize", |items, name, maybe, flag, n| (Plain_source_43_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_43_minimize { items, name, maybe, flag, n }.render())),
    ("source_44_preserve", |items, name, maybe, flag, n| (Plain_source_44_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_44_preserve { items, name, maybe, flag, n }.render())),
    ("source_44_suppress", |items, name, maybe, flag, n| (Plain_source_44_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_44_suppress { items, name, maybe, flag, n }.render())),
    ("source_44_minimize", |items, name, maybe, flag, n| (Plain_source_44_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_44_minimize { items, name, maybe, flag, n }.render())),
    ("source_45_preserve", |items, name, maybe, flag, n| (Plain_source_45_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_45_preserve { items, name, maybe, flag, n }.render())),
    ("source_45_suppress", |items, name, maybe, flag, n| (Plain_source_45_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_45_suppress { items, name, maybe, flag, n }.render())),
    ("source_45_minimize", |items, name, maybe, flag, n| (Plain_source_45_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_45_minimize { items, name, maybe, flag, n }.render())),
    ("source_46_preserve", |items, name, maybe, flag, n| (Plain_source_46_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_46_preserve { items, name, maybe, flag, n }.render())),
    ("source_46_suppress", |items, name, maybe, flag, n| (Plain_source_46_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_46_suppress { items, name, maybe, flag, n }.render())),
    ("source_46_minimize", |items, name, maybe, flag, n| (Plain_source_46_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_46_minimize { items, name, maybe, flag, n }.render())),
    ("source_47_preserve", |items, name, maybe, flag, n| (Plain_source_47_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_47_preserve { items, name, maybe, flag, n }.render())),
    ("source_47_suppress", |items, name, maybe, flag, n| (Plain_source_47_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_47_suppress { items, name, maybe, flag, n }.render())),
    ("source_47_minimize", |items, name, maybe, flag, n| (Plain_source_47_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_47_minimize { items, name, maybe, flag, n }.render())),
    ("source_48_preserve", |items, name, maybe, flag, n| (Plain_source_48_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_48_preserve { items, name, maybe, flag, n }.render())),
    ("source_48_suppress", |items, name, maybe, flag, n| (Plain_source_48_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_48_suppress { items, name, maybe, flag, n }.render())),
    ("source_48_minimize", |items, name, maybe, flag, n| (Plain_source_48_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_48_minimize { items, name, maybe, flag, n }.render())),
    ("source_49_preserve", |items, name, maybe, flag, n| (Plain_source_49_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_49_preserve { items, name, maybe, flag, n }.render())),
    ("source_49_suppress", |items, name, maybe, flag, n| (Plain_source_49_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_49_suppress { items, name, maybe, flag, n }.render())),
    ("source_49_minimize", |items, name, maybe, flag, n| (Plain_source_49_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_49_minimize { items, name, maybe, flag, n }.render())),
    ("source_50_preserve", |items, name, maybe, flag, n| (Plain_source_50_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_50_preserve { items, name, maybe, flag, n }.render())),
    ("source_50_suppress", |items, name, maybe, flag, n| (Plain_source_50_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_50_suppress { items, name, maybe, flag, n }.render())),
    ("source_50_minimize", |items, name, maybe, flag, n| (Plain_source_50_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_50_minimize { items, name, maybe, flag, n }.render())),
    ("source_51_preserve", |items, name, maybe, flag, n| (Plain_source_51_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_51_preserve { items, name, maybe, flag, n }.render())),
    ("source_51_suppress", |items, name, maybe, flag, n| (Plain_source_51_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_51_suppress { items, name, maybe, flag, n }.render())),
    ("source_51_minimize", |items, name, maybe, flag, n| (Plain_source_51_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_51_minimize { items, name, maybe, flag, n }.render())),
    ("source_52_preserve", |items, name, maybe, flag, n| (Plain_source_52_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_52_preserve { items, name, maybe, flag, n }.render())),
    ("source_52_suppress", |items, name, maybe, flag, n| (Plain_source_52_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_52_suppress { items, name, maybe, flag, n }.render())),
    ("source_52_minimize", |items, name, maybe, flag, n| (Plain_source_52_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_52_minimize { items, name, maybe, flag, n }.render())),
    ("source_53_preserve", |items, name, maybe, flag, n| (Plain_source_53_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_53_preserve { items, name, maybe, flag, n }.render())),
    ("source_53_suppress", |items, name, maybe, flag, n| (Plain_source_53_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_53_suppress { items, name, maybe, flag, n }.render())),
    ("source_53_minimize", |items, name, maybe, flag, n| (Plain_source_53_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_53_minimize { items, name, maybe, flag, n }.render())),
    ("source_54_preserve", |items, name, maybe, flag, n| (Plain_source_54_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_54_preserve { items, name, maybe, flag, n }.render())),
    ("source_54_suppress", |items, name, maybe, flag, n| (Plain_source_54_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_54_suppress { items, name, maybe, flag, n }.render())),
    ("source_54_minimize", |items, name, maybe, flag, n| (Plain_source_54_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_54_minimize { items, name, maybe, flag, n }.render())),
    ("source_55_preserve", |items, name, maybe, flag, n| (Plain_source_55_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_55_preserve { items, name, maybe, flag, n }.render())),
    ("source_55_suppress", |items, name, maybe, flag, n| (Plain_source_55_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_55_suppress { items, name, maybe, flag, n }.render())),
    ("source_55_minimize", |items, name, maybe, flag, n| (Plain_source_55_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_55_minimize { items, name, maybe, flag, n }.render())),
    ("source_56_preserve", |items, name, maybe, flag, n| (Plain_source_56_preserve { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_56_preserve { items, name, maybe, flag, n }.render())),
    ("source_56_suppress", |items, name, maybe, flag, n| (Plain_source_56_suppress { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_56_suppress { items, name, maybe, flag, n }.render())),
    ("source_56_minimize", |items, name, maybe, flag, n| (Plain_source_56_minimize { items: items.clone(), name, maybe, flag, n }.render(), Flat_source_56_minimize { items, name, maybe, flag, n }.render())),
    ("syntax", |items, name, maybe, flag, n| (Plain_syntax { items: items.clone(), name, maybe, flag, n }.render(), Flat_syntax { items, name, maybe, flag, n }.render())),
    ("escape", |items, name, maybe, flag, n| (Plain_escape { items: items.clone(), name, maybe, flag, n }.render(), Flat_escape { items, name, maybe, flag, n }.render())),
    ("mixture_0", |items, name, maybe, flag, n| (Plain_mixture_0 { items: items.clone(), name, maybe, flag, n }.render(), Flat_mixture_0 { items, name, maybe, flag, n }.render())),
    ("mixture_1", |items, name, maybe, flag, n| (Plain_mixture_1 { items: items.clone(), name, maybe, flag, n }.render(), Flat_mixture_1 { items, name, maybe, flag, n }.render())),
    ("mixture_2", |items, name, maybe, flag, n| (Plain_mixture_2 { items: items.clone(), name, maybe, flag, n }.render(), Flat_mixture_2 { items, name, maybe, flag, n }.render())),
    ("mixture_3", |items, name, maybe, flag, n| (Plain_mixture_3 { items: items.clone(), name, maybe, flag, n }.render(), Flat_mixture_3 { items, name, maybe, flag, n }.render())),
    ("mixture_4", |items, name, maybe, flag, n| (Plain_mixture_4 { items: items.clone(), name, maybe, flag, n }.render(), Flat_mixture_4 { items, name, maybe, flag, n }.render())),
    ("mixture_5", |items, name, maybe, flag, n| (Plain_mixture_5 { items: items.clone(), name, maybe, flag, n }.render(), Flat_mixture_5 { items, name, maybe, flag, n }.render())),
    ("mixture_6", |items, name, maybe, flag, n| (Plain_mixture_6 { items: items.clone(), name, maybe, flag, n }.render(), Flat_mixture_6 { items, name, maybe, flag, n }.render())),
    ("mixture_7", |items, name, maybe, flag, n| (Plain_mixture_7 { items: items.clone(), name, maybe, flag, n }.render(), Flat_mixture_7 { items, name, maybe, flag, n }.render())),
    ("mixture_8", |items, name, maybe, flag, n| (Plain_mixture_8 { items: items.clone(), name, maybe, flag, n }.render(), Flat_mixture_8 { items, name, maybe, flag, n }.render())),
    ("mixture_9", |items, name, maybe, flag, n| (Plain_mixture_9 { items: items.clone(), name, maybe, flag, n }.render(), Flat_mixture_9 { items, name, maybe, flag, n }.render())),
    ("mixture_10", |items, name, maybe, flag, n| (Plain_mixture_10 { items: items.clone(), name, maybe, flag, n }.render(), Flat_mixture_10 { items, name, maybe, flag, n }.render())),
    ("mixture_11", |items, name, maybe, flag, n| (Plain_mixture_11 { items: items.clone(), name, maybe, flag, n }.render(), Flat_mixture_11 { items, name, maybe, flag, n }.render())),
];
