//! Values in `filter` and `let` blocks: which could be run by a browser, however the block is put together.

use crate::mistakes::problems;

#[test]
fn values_that_a_browser_would_run_are_refused_in_captured_blocks() {
    let refused = [
        "<button onclick=\"go('{{ x }}')\">y</button>",
        "<button onclick=\"go('{% if x == 1 %}a{% else %}{{ x }}{% endif %}')\">y</button>",
        "<button {% if x == 1 %}onclick=\"{% else %}title=\"{% endif %}{{ x }}\">y</button>",
        "{% for i in 0..x %}<b title={% if i == 1 %}{% break %}{% endif %}\"\"></b>{% endfor %}{{ x }}",
        "<script>let a = {{ x }};</script>",
        "<SCRIPT >let a = '</b>{{ x }}';</SCRIPT>",
        "<script type=\"application/json\">{{ x }}</script>",
        "<style>p { width: {{ x }} }</style>",
        "<iframe srcdoc=\"<p>{{ x }}\"></iframe>",
        "<a href=\"java{{ x }}\">y</a>",
        "<a href=\"java&#115;cript:{{ x }}\">y</a>",
        "<a href = '\n{{ x }}'>y</a>",
        "<base href=\" /{{ x }}\">",
        "<meta http-equiv=\"refresh\" content=\"{{ x }}\">",
        "<svg><set attributeName=\"href\" to=\"{{ x }}\"></set></svg>",
        "<{{ x }}>",
        "<b{{ x }}>",
        "<b {{ x }}>",
        "<b title={{ x }}>",
        "<textarea><!--</textarea><button onclick=\"{{ x }}\">--></textarea>",
        "<svg><title><button onclick=\"{{ x }}\"></title></svg>",
        "{% filter upper %}<button onclick=\"{{ x }}\">{% endfilter %}",
        "<button onclick=\"go(",
        "<!-- ",
    ];
    for block in refused {
        for (begin, end) in [("filter trim|safe", "endfilter"), ("let y", "endlet")] {
            let source = format!("{{% {begin} %}}{block}{{% {end} %}}");
            assert_eq!(problems(&source).len(), 1, "{source}");
        }
    }
}

#[test]
fn what_is_harmless_may_stand_in_captured_blocks() {
    let harmless = [
        "a < b {{ x }} > c",
        "<3 {{ x }}",
        "btn{% if x == 1 %} on{% endif %}",
        "<p class=\"a {{ x }}\" title='{{ x }}'>{{ x }}</p>",
        "<a href=\"/users/{{ x }}\">{{ x }}</a>",
        "<img alt=\"{{ x }}\" src=\"/{{ x }}.png\"/>{{ x }}",
        "<script>let a = 1;</script>{{ x }}",
        "<textarea>{{ x }}</textarea><title>{{ x }}</title>{{ x }}",
        "<!-- <script> -->{{ x }}",
        "{% for i in 0..x %}<b {% if i == 1 %}hidden{% endif %} title=\"{{ i }}\">{{ i }}</b>{% endfor %}",
    ];
    for block in harmless {
        for (begin, end) in [("filter trim|safe", "endfilter"), ("let y", "endlet")] {
            let source = format!("{{% {begin} %}}{block}{{% {end} %}}");
            assert_eq!(problems(&source), [""; 0], "{source}");
        }
    }
}
