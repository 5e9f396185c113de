//! The mistakes that the guide's page tells of: each with its template before and after. `mistakes` tests them.

/// A heading, and the mistakes below it: what is wrong, a template that has it, the same template without it.
pub(crate) type Chapter = (
    &'static str,
    &'static [(&'static str, &'static str, &'static str)],
);

pub(crate) const CHAPTERS: &[Chapter] = &[
    (
        "Elements that don't end where they should",
        &[
            (
                "an element that is opened in one branch",
                "{% if x == 1 %}<div>{% endif %}\n  text\n</div>",
                "<div {% if x == 1 %}class=\"box\"{% endif %}>\n  text\n</div>",
            ),
            (
                "an element that is closed in one branch",
                "<div>\n  text\n{% if x == 1 %}</div>{% endif %}",
                "<div>\n  text\n</div>\n{% if x == 1 %}<hr>{% endif %}",
            ),
            (
                "an element that is not closed",
                "<ul>\n  <li>a</li>\n",
                "<ul>\n  <li>a</li>\n</ul>\n",
            ),
            (
                "two elements that end in the wrong order",
                "<div>\n  <b>x</div></b>",
                "<div>\n  <b>x</b></div>",
            ),
            ("an end tag too many", "<p>x</p></p>", "<p>x</p>"),
            (
                "an end tag of an element that has none",
                "<br></br>",
                "<br>",
            ),
            ("an element closed by a slash", "<div/>", "<div></div>"),
            (
                "a text-only element that is not closed",
                "<textarea>{{ x }}",
                "<textarea>{{ x }}</textarea>",
            ),
            (
                "a tag that does not end",
                "<p class=\"a>x</p>\n<p>y</p>",
                "<p class=\"a\">x</p>\n<p>y</p>",
            ),
            (
                "a comment that does not end",
                "<p>a</p><!-- b",
                "<p>a</p><!-- b -->",
            ),
            (
                "an end tag behind a jump",
                "{% for i in 0..x %}<p>{% if i == 1 %}{% continue %}{% endif %}a</p>{% endfor %}",
                "{% for i in 0..x %}{% if i == 1 %}{% continue %}{% endif %}<p>a</p>{% endfor %}",
            ),
        ],
    ),
    (
        "What browsers would move",
        &[
            (
                "a row straight in a table",
                "<table>{% for i in 0..x %}<tr><td>{{ i }}</td></tr>{% endfor %}</table>",
                "<table><tbody>{% for i in 0..x %}<tr><td>{{ i }}</td></tr>{% endfor %}</tbody></table>",
            ),
            (
                "a cell without its row",
                "<table><tbody><td>{{ x }}</td></tbody></table>",
                "<table><tbody><tr><td>{{ x }}</td></tr></tbody></table>",
            ),
            (
                "another element in a table",
                "<table><tbody></tbody><p>{{ x }}</p></table>",
                "<table><tbody></tbody></table><p>{{ x }}</p>",
            ),
            (
                "a row without its table",
                "<div><tr></tr></div>",
                "<table><tbody><tr></tr></tbody></table>",
            ),
            (
                "a value in a table",
                "<table><tbody>{{ x }}</tbody></table>",
                "<table><tbody><tr><td>{{ x }}</td></tr></tbody></table>",
            ),
            (
                "text in a table",
                "<table><tbody>none</tbody></table>",
                "<table><tbody><tr><td>none</td></tr></tbody></table>",
            ),
            (
                "a block in a paragraph",
                "<p><div>{{ x }}</div></p>",
                "<div><div>{{ x }}</div></div>",
            ),
            (
                "an item without its end",
                "<ul><li>a<li>b</li></li></ul>",
                "<ul><li>a</li><li>b</li></ul>",
            ),
            (
                "a heading in a heading",
                "<h1>a<h2>b</h2></h1>",
                "<h1>a</h1><h2>b</h2>",
            ),
            (
                "a link in a link",
                "<a href=\"/a\">a <a href=\"/b\">b</a></a>",
                "<a href=\"/a\">a</a> <a href=\"/b\">b</a>",
            ),
            (
                "a form in a form",
                "<form><form></form></form>",
                "<form></form><form></form>",
            ),
            (
                "a button in a button",
                "<button><button>x</button></button>",
                "<button>x</button>",
            ),
            (
                "a value in a choice",
                "<select>{{ x }}</select>",
                "<select><option>{{ x }}</option></select>",
            ),
            (
                "another element in a choice",
                "<select><p>x</p></select>",
                "<select><option>x</option></select>",
            ),
            (
                "an element in an option",
                "<select><option><option>x</option></option></select>",
                "<select><option>x</option></select>",
            ),
            (
                "HTML in a drawing",
                "<svg><div>{{ x }}</div></svg>",
                "<svg><foreignObject><div>{{ x }}</div></foreignObject></svg>",
            ),
            (
                "a script in a drawing",
                "<svg><style>a { color: red }</style></svg>",
                "<style>a { color: red }</style><svg></svg>",
            ),
            (
                "other things beside rows in a template",
                "<template><tr></tr><p>x</p></template>",
                "<template><tr></tr></template><template><p>x</p></template>",
            ),
            (
                "a template that becomes a shadow root",
                "<x-y><template shadowrootmode=\"open\">a</template></x-y>",
                "<x-y><template>a</template></x-y>",
            ),
            (
                "an encoding in MathML",
                "<math><annotation-xml encoding=\"text/html\"></annotation-xml></math>",
                "<math><annotation-xml></annotation-xml></math>",
            ),
            ("an obsolete element", "<xmp>x</xmp>", "<pre>x</pre>"),
            (
                "a line break behind a value in `<pre>`",
                "<pre>{{ x }}\nend</pre>",
                "<pre>\n{{ x }}\nend</pre>",
            ),
        ],
    ),
    (
        "Whole documents",
        &[
            (
                "something beside the body",
                "<html><head></head><body></body><p></p></html>",
                "<html><head></head><body><p></p></body></html>",
            ),
            (
                "text outside of the body",
                "x<html><head></head><body></body></html>",
                "<html><head></head><body>x</body></html>",
            ),
            (
                "a body without its document",
                "<body>x</body>",
                "<html><head></head><body>x</body></html>",
            ),
            (
                "a document without a head",
                "<html><body>x</body></html>",
                "<html><head></head><body>x</body></html>",
            ),
            (
                "an element that ends the head",
                "<html><head><p>x</p></head><body></body></html>",
                "<html><head></head><body><p>x</p></body></html>",
            ),
            (
                "a branch around the body",
                "<html><head></head>{% if x == 1 %}<!-- a -->{% endif %}<body></body></html>",
                "<html><head></head><body>{% if x == 1 %}<!-- a -->{% endif %}</body></html>",
            ),
            (
                "a comment that browsers move",
                "<html><head></head><!-- a --><body></body></html>",
                "<html><head><!-- a --></head><body></body></html>",
            ),
            (
                "another doctype",
                "<!DOCTYPE html4><html><head></head><body></body></html>",
                "<!DOCTYPE html><html><head></head><body></body></html>",
            ),
            (
                "a doctype in the middle",
                "<p>a</p><!DOCTYPE html>",
                "<p>a</p>",
            ),
        ],
    ),
    (
        "Tags and attributes",
        &[
            (
                "a tag's name that is a value",
                "<{{ x }}>",
                "{% if x == 1 %}<h1>a</h1>{% else %}<h2>a</h2>{% endif %}",
            ),
            (
                "a value without quotes",
                "<p title={{ x }}>a</p>",
                "<p title=\"{{ x }}\">a</p>",
            ),
            (
                "an attribute's name that is a value",
                "<p data-{{ x }}=\"1\">a</p>",
                "<p data-x=\"{{ x }}\">a</p>",
            ),
            (
                "any attributes",
                "<p {{ x }}>a</p>",
                "<p {% if x == 1 %}hidden{% endif %}>a</p>",
            ),
            (
                "a value without quotes in a branch",
                "<p {% if x == 1 %}title={{ x }}{% endif %}>a</p>",
                "<p {% if x == 1 %}title=\"{{ x }}\"{% endif %}>a</p>",
            ),
            (
                "a name from a loop",
                "<p {% for i in 0..x %}data-{{ i }}=\"1\"{% endfor %}>a</p>",
                "<p data-all=\"{% for i in 0..x %}{{ i }} {% endfor %}\">a</p>",
            ),
            (
                "a tag that ends in one branch",
                "<p {% if x == 1 %}>{% endif %}>a</p>",
                "<p {% if x == 1 %}hidden{% endif %}>a</p>",
            ),
            (
                "a value that ends in one branch",
                "<p class=\"a {% if x == 1 %}b\"{% endif %}\">a</p>",
                "<p class=\"a {% if x == 1 %}b{% endif %}\">a</p>",
            ),
            (
                "an attribute that is open at a branch's end",
                "<p {% if x == 1 %}class=\"b{% endif %}>a</p>",
                "<p {% if x == 1 %}class=\"b\"{% endif %}>a</p>",
            ),
            (
                "an attribute twice",
                "<p class=\"a\" class=\"b\">x</p>",
                "<p class=\"a b\">x</p>",
            ),
            (
                "an attribute twice, once in a branch",
                "<p class=\"a\" {% if x == 1 %}class=\"b\"{% endif %}>x</p>",
                "<p class=\"a {% if x == 1 %}b{% endif %}\">x</p>",
            ),
            (
                "a comment's beginning in a script",
                "<script type=\"module\">let s = '<!--<script>';</script>",
                "<script type=\"module\">let s = '<\\!--<script>';</script>",
            ),
            (
                "an event without a colon",
                "<p lvt-onclick=\"pick\">x</p>",
                "<p lvt-on:click=\"pick\">x</p>",
            ),
            (
                "an attribute that the script doesn't know",
                "<form method=\"post\" lvt-preserve>x</form>",
                "<form method=\"post\" lvt-form:preserve>x</form>",
            ),
            (
                "an effect that the script does not have",
                "<ul lvt-fx:scroll=\"botom\"><li>{{ x }}</li></ul>",
                "<ul lvt-fx:scroll=\"bottom\"><li>{{ x }}</li></ul>",
            ),
            (
                "a method that the script does not have",
                "<p lvt-el:add:on:pending=\"busy\">{{ x }}</p>",
                "<p lvt-el:addClass:on:pending=\"busy\">{{ x }}</p>",
            ),
            (
                "a state that no action has",
                "<p lvt-el:addClass:on:save:finished=\"done\">{{ x }}</p>",
                "<p lvt-el:addClass:on:save:success=\"done\">{{ x }}</p>",
            ),
            (
                "a method without what it sets",
                "<p lvt-el:setAttr:on:click>{{ x }}</p>",
                "<p lvt-el:setAttr:on:click=\"aria-busy:true\">{{ x }}</p>",
            ),
            (
                "an attribute that the script does not set by itself",
                "<p lvt-el:setAttr:on:click=\"onclick:go()\">{{ x }}</p>",
                "<p lvt-el:setAttr:on:click=\"data-gone:1\">{{ x }}</p>",
            ),
            (
                "a time that is no number",
                "<input lvt-on:input=\"find\" lvt-mod:debounce=\"0.3s\">",
                "<input lvt-on:input=\"find\" lvt-mod:debounce=\"300\">",
            ),
            (
                "a target that is no element",
                "<p lvt-el:toggleClass:on:click=\"open\" data-lvt-target=\"menu\">{{ x }}</p>",
                "<p lvt-el:toggleClass:on:click=\"open\" data-lvt-target=\"#menu\">{{ x }}</p>",
            ),
            (
                "an element that is left alone now and then",
                "<p {% if x == 1 %}lvt-ignore{% endif %}>{{ x }}</p>",
                "<p lvt-ignore>{{ x }}</p>",
            ),
            (
                "a value of an attribute that has none",
                "<input type=\"checkbox\" checked=\"{{ x }}\">",
                "<input type=\"checkbox\" {% if x == 1 %}checked{% endif %}>",
            ),
            (
                "no space between attributes",
                "<p id=\"a\"class=\"b\">x</p>",
                "<p id=\"a\" class=\"b\">x</p>",
            ),
            (
                "a value in an end tag",
                "<p>a</p {{ x }}>",
                "<p title=\"{{ x }}\">a</p>",
            ),
            (
                "an attribute in an end tag",
                "<p>a</p class=\"b\">",
                "<p class=\"b\">a</p>",
            ),
            (
                "a quote in a value without quotes",
                "<p title=a\"b>x</p>",
                "<p title='a\"b'>x</p>",
            ),
            ("a quote in a name", "<p a\"b>x</p>", "<p a=\"b\">x</p>"),
            (
                "a name that begins with a sign",
                "<p =a>x</p>",
                "<p title=\"a\">x</p>",
            ),
            (
                "nothing behind an equals sign",
                "<p title=>x</p>",
                "<p title=\"\">x</p>",
            ),
            ("a slash in a tag", "<p a/b>x</p>", "<p title=\"a/b\">x</p>"),
        ],
    ),
    (
        "What would run as a script",
        &[
            (
                "a value in `<script>`",
                "<script>let a = {{ x }};</script>",
                "<script type=\"application/json\" id=\"a\">{{ x|json|safe }}</script>",
            ),
            (
                "a value in a JSON script that is not JSON",
                "<script type=\"application/json\">{{ x }}</script>",
                "<script type=\"application/json\">{{ x|json|safe }}</script>",
            ),
            (
                "a value in `<style>`",
                "<style>a { width: {{ x }} }</style>",
                "<a style=\"width: {{ x }}px\">a</a>",
            ),
            (
                "a value in text that is not shown",
                "<noscript>{{ x }}</noscript>",
                "<noscript>a</noscript>{{ x }}",
            ),
            (
                "a value in an event's handler",
                "<b onclick=\"go({{ x }})\">y</b>",
                "<b lvt-on:click=\"go\" lvt-data-to=\"{{ x }}\">y</b>",
            ),
            (
                "the same in a branch",
                "<b {% if x == 1 %}onclick=\"go({{ x }})\"{% endif %}>y</b>",
                "<b {% if x == 1 %}lvt-on:click=\"go\"{% endif %}>y</b>",
            ),
            (
                "a script chosen by a value",
                "<script src=\"{{ x }}\"></script>",
                "<script src=\"/a.js\" data-x=\"{{ x }}\"></script>",
            ),
            (
                "a page in an attribute",
                "<iframe srcdoc=\"{{ x }}\"></iframe>",
                "<iframe src=\"/page/{{ x }}\"></iframe>",
            ),
            (
                "a plug-in chosen by a value",
                "<object data=\"{{ x }}\"></object>",
                "<img src=\"{{ x }}\">",
            ),
            (
                "a base chosen by a value",
                "<base href=\"{{ x }}\">",
                "<base href=\"/app/\">",
            ),
            (
                "an instruction to the browser",
                "<meta http-equiv=\"refresh\" content=\"{{ x }}\">",
                "<meta name=\"x\" content=\"{{ x }}\">",
            ),
            (
                "an instruction chosen by a value",
                "<meta http-equiv=\"{{ x }}\">",
                "<meta http-equiv=\"refresh\">",
            ),
            (
                "a script's URL with a value in it",
                "<a href=\"javascript:go({{ x }})\">y</a>",
                "<a href=\"/go/{{ x }}\">y</a>",
            ),
            (
                "a link in a filter block",
                "{% filter upper %}<a href=\"{{ x }}\">y</a>{% endfilter %}",
                "<a href=\"{{ x }}\">{% filter upper %}y{% endfilter %}</a>",
            ),
            (
                "an event handler in a filter block",
                "{% filter trim %}<button onclick=\"go('{{ x }}')\">y</button>{% endfilter %}",
                "{% filter trim %}<button lvt-on:click=\"go\" data-x=\"{{ x }}\">y</button>{% endfilter %}",
            ),
            (
                "a script in a let block",
                "{% let y %}<script>let a = {{ x }};</script>{% endlet %}{{ y|safe }}",
                "{% let y %}<p data-a=\"{{ x }}\"></p>{% endlet %}{{ y|safe }}",
            ),
            (
                "a block that ends in the middle of a tag",
                "{% filter trim|safe %}<a title={% endfilter %}{{ x }}",
                "{% filter trim|safe %}<a title=\"y\"></a>{% endfilter %}{{ x }}",
            ),
            (
                "a link set by an animation",
                "<svg><a><set attributeName=\"href\" to=\"{{ x }}\"></set></a></svg>",
                "<svg><a href=\"{{ x }}\"></a></svg>",
            ),
            (
                "an animation of any attribute",
                "<svg><set attributeName=\"{{ x }}\"></set></svg>",
                "<svg><set attributeName=\"r\"></set></svg>",
            ),
        ],
    ),
    (
        "Uploads",
        &[
            (
                "an upload that is no file",
                "<input name=\"avatar\" lvt-upload=\"avatar\">",
                "<input type=\"file\" name=\"avatar\" lvt-upload=\"avatar\">",
            ),
            (
                "an upload without a name for its form",
                "<input type=\"file\" lvt-upload=\"avatar\">",
                "<input type=\"file\" name=\"avatar\" lvt-upload=\"avatar\">",
            ),
            (
                "an upload of another name",
                "<input type=\"file\" name=\"photo\" lvt-upload=\"avatar\">",
                "<input type=\"file\" name=\"avatar\" lvt-upload=\"avatar\">",
            ),
            (
                "a form that does not post its files",
                "<form enctype=\"multipart/form-data\"><input type=\"file\" name=\"avatar\" lvt-upload></form>",
                "<form method=\"post\" enctype=\"multipart/form-data\"><input type=\"file\" name=\"avatar\" lvt-upload=\"avatar\"></form>",
            ),
            (
                "a form that sends the names of its files only",
                "<form method=\"post\"><input type=\"file\" name=\"avatar\" lvt-upload=\"avatar\"></form>",
                "<form method=\"post\" enctype=\"multipart/form-data\"><input type=\"file\" name=\"avatar\" lvt-upload=\"avatar\"></form>",
            ),
        ],
    ),
    (
        "Patterns",
        &[
            (
                "a pattern that browsers can't read",
                "<form method=\"post\"><input name=\"slug\" pattern=\"[a-z0-9-]+\"></form>",
                "<form method=\"post\"><input name=\"slug\" pattern=\"[a-z0-9\\-]+\"></form>",
            ),
            (
                "a look-ahead that does not stand first",
                "<form method=\"post\"><input name=\"secret\" pattern=\".{8,}(?=.*[0-9])\"></form>",
                "<form method=\"post\"><input name=\"secret\" pattern=\"(?=.*[0-9]).{8,}\"></form>",
            ),
            (
                "a look-behind",
                "<form method=\"post\"><input name=\"price\" pattern=\".*(?<=[0-9])EUR\"></form>",
                "<form method=\"post\"><input name=\"price\" pattern=\".*[0-9]EUR\"></form>",
            ),
            (
                "a reference to a group",
                "<form method=\"post\"><input name=\"code\" pattern=\"([ab])-\\1\"></form>",
                "<form method=\"post\"><input name=\"code\" pattern=\"a-a|b-b\"></form>",
            ),
            (
                "a property that the server doesn't know",
                "<form method=\"post\"><input name=\"name\" pattern=\"\\p{L}+\"></form>",
                "<form method=\"post\"><input name=\"name\" pattern=\"\\p{Alphabetic}+\"></form>",
            ),
        ],
    ),
    (
        "Text and comments",
        &[
            (
                "a character that does not exist",
                "x &nosuch; y",
                "x &amp;nosuch; y",
            ),
            (
                "a character without its semicolon",
                "x &copy y",
                "x &copy; y",
            ),
            ("a number that is no character", "x &#0; y", "x &#32; y"),
            ("a sign that begins a tag", "a <! b", "a &lt;! b"),
            ("a value in a comment", "<!-- {{ x }} -->", "{# {{ x }} #}"),
            (
                "a comment in a comment",
                "<!-- a <!-- b -->",
                "<!-- a b -->",
            ),
            (
                "a comment that browsers end elsewhere",
                "<!-- a --!> b -->",
                "<!-- a -- b -->",
            ),
        ],
    ),
];
