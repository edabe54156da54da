#!/usr/bin/env python3
"""What Jinja itself makes of chat templates: cases.json, for ChatTemplateTests.

    python3 render.py > cases.json          (Debian: python3-jinja2)

The environment is set up as transformers sets it up for chat templates. The templates are written for this test, with the means that those of
Llama, Mistral, Qwen, Gemma, Phi, OLMo and SmolLM use."""
import datetime
import json

from jinja2 import TemplateError
from jinja2.ext import loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

DAY = datetime.datetime(2026, 3, 9, 14, 5, 7)
TOKENS = {"bos_token": "<s>", "eos_token": "</s>"}


def refuse(message):
    raise TemplateError("REFUSED " + message)


env = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols])
env.filters["tojson"] = lambda x, indent=None: json.dumps(x, ensure_ascii=False, indent=indent)
env.globals["raise_exception"] = refuse
env.globals["strftime_now"] = DAY.strftime

ASK = [{"role": "user", "content": "What is the capital of France?"}]
TALK = [
    {"role": "system", "content": "  Be brief.\n"},
    {"role": "user", "content": "Hello! \"Ünïcode\" & <tags> 🎈\n\nand lines"},
    {"role": "assistant", "content": "<think>\nLet me see.\n</think>\n\nHi."},
    {"role": "user", "content": " Why? "},
]
ODD = [{"role": "assistant", "content": "I begin."}]

TEMPLATES = {
    "turns": "{% for message in messages %}{{ '<|' + message['role'] + '|>\n' + message.content + '<|end|>\n' }}{% endfor %}"
             "{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% endif %}",
    "a system message of its own": "{% if messages[0]['role'] != 'system' %}{{ '[sys]You help.[/sys]' }}{% endif %}"
             "{% for m in messages %}{% if loop.first %}{{ bos_token }}{% endif %}[{{ m.role | upper }}]{{ m['content'] | trim }}"
             "{% if loop.last %}.{% elif not loop.first %},{% else %};{% endif %}{% endfor %}",
    "turns must alternate": "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{% set rest = messages[1:] %}{% set said = messages[0]['content'] %}"
             "{% else %}{% set rest = messages %}{% set said = false %}{% endif %}{% for m in rest %}"
             "{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate') }}{% endif %}"
             "{% if loop.index0 == 0 and said != false %}{% set content = '<<' + said.strip() + '>> ' + m['content'] %}{% else %}{% set content = m['content'] %}{% endif %}"
             "{% if m['role'] == 'user' %}{{ '[INST] ' + content | trim + ' [/INST]' }}{% else %}{{ ' ' + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}",
    "whitespace": "{%- for m in messages -%}\n    {# a remark\n over two lines #}\n    {%- if m.role == 'user' %}\n        {{- '  ' ~ m.content }}\n    {%- else %}\n"
             "  other\n    {% endif %}\n   end  \n{%- endfor %}\n\n  {% if true %}\nkept\n  {% endif %}\n tail ",
    "thoughts are taken out": "{%- set ns = namespace(last=messages|length - 1, seen=false) %}"
             "{%- for m in messages[::-1] %}{%- set index = (messages|length - 1) - loop.index0 %}"
             "{%- if not ns.seen and m.role == 'user' and m.content is string and not (m.content.startswith('<tool>') and m.content.endswith('</tool>')) %}"
             "{%- set ns.seen = true %}{%- set ns.last = index %}{%- endif %}{%- endfor %}"
             "{%- for m in messages %}{%- set content = m.content %}{%- if '</think>' in content %}"
             "{%- set thought = content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}"
             "{%- set content = content.split('</think>')[-1].lstrip('\\n') %}{{- '(' ~ thought ~ ')' }}{%- endif %}"
             "{{- loop.index ~ '/' ~ ns.last ~ ' ' ~ m.role ~ ': ' ~ content ~ '\\n' }}{%- endfor %}"
             "{%- if enable_thinking is defined and enable_thinking is false %}{{- 'never' }}{%- endif %}",
    "tools": "{%- if tools %}{{ tools | tojson }}{% elif tools is none %}none{% else %}-{% endif %}{% if documents is defined and documents %}d{% endif %}"
             "{{ messages | length }} {{ messages[-1].role }} {{ messages[0] | tojson }} {{ messages[1:] | tojson(indent=2) }}",
    "a day": "{% if strftime_now is defined %}{% set day = strftime_now('%d %b %Y') %}{% else %}{% set day = 'never' %}{% endif %}"
             "Today: {{ day }} ({{ strftime_now('%A, %B %Y-%m-%d %H:%M:%S') }})",
    "macros": "{%- macro turn(role, content, last=false) -%}\n<{{ role }}>{{ content }}{% if last %}!{% endif %}\n{%- endmacro -%}\n"
             "{% for m in messages %}{{ turn(m.role, m.content | trim, last=loop.last) }}{% endfor %}",
    "filters": "{{ messages | map(attribute='role') | join(', ') }} {{ messages | selectattr('role', 'equalto', 'user') | list | length }} "
             "{{ (messages | first).role }} {{ (messages | last).role }} {{ nothing | default('x') }} {{ 'aBc' | lower }} {{ 'a,b' .replace(',', ';') }} "
             "{{ 'abc' | capitalize }} {{ messages | rejectattr('role', 'equalto', 'user') | map(attribute='role') | list | tojson }} {{ 'a' ~ true ~ 1 }}",
    "tests and arithmetic": "{{ 7 // 2 }} {{ 7 % 2 }} {{ 2 * 3 + 1 }} {{ 1 if messages is iterable and messages is not string else 2 }} {{ messages[0] is mapping }} "
             "{{ none is none }} {{ x is undefined }} {{ 'a' in ['a', 'b'] }} {{ 'q' not in 'abc' }} {{ not false and (1 < 2 or 3 >= 4) }} {{ range(3) | list | tojson }}",
    "loops": "{% for m in messages if m.role == 'user' %}{{ loop.index }}{{ m.content[:4] }}|{% else %}none{% endfor %}"
             "{% for m in messages %}{% if m.role == 'assistant' %}{% break %}{% endif %}{% if m.role == 'system' %}{% continue %}{% endif %}{{ m.role }}{% endfor %}"
             "{% for key, value in messages[0].items() %}{{ key }}={{ value | trim }};{% endfor %}",
    "only a user may begin": "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{%- set first = messages[0]['content'] + '\\n\\n' -%}{%- set rest = messages[1:] -%}"
             "{% else %}{%- set first = '' -%}{%- set rest = messages -%}{% endif %}{% for m in rest %}"
             "{%- if (m['role'] == 'user') != (loop.index0 % 2 == 0) -%}{{ raise_exception('Conversation roles must alternate') }}{%- endif -%}"
             "{%- if m['role'] == 'assistant' -%}{%- set role = 'model' -%}{%- else -%}{%- set role = m['role'] -%}{%- endif -%}"
             "{{ '<turn>' + role + '\\n' + (first if loop.first else '') }}{%- if m['content'] is string -%}{{ m['content'] | trim }}"
             "{%- elif m['content'] is iterable -%}{{ raise_exception('Invalid content type') }}{%- endif -%}{{ '</turn>\\n' }}{% endfor %}"
             "{%- if add_generation_prompt -%}{{ '<turn>model\\n' }}{%- endif -%}",
    "a call block and a filter block": "{% macro box(title) %}[{{ title }}: {{ caller() }}]{% endmacro %}{% call box('t') %}{{ messages[0].content | trim }}{% endcall %}"
             "{% filter upper %}{{ messages[0].role }}{% endfilter %}",
}


def outcome(template, messages, answer):
    try:
        text = env.from_string(template).render(messages=messages, add_generation_prompt=answer, tools=None, documents=None, **TOKENS)
        return {"text": text}
    except TemplateError as error:
        if "REFUSED " not in str(error):
            raise
        return {"refused": str(error).split("REFUSED ", 1)[1]}


cases = [
    {"name": f"{name}: {said}", "template": template, "messages": messages, "answer": answer, **outcome(template, messages, answer)}
    for name, template in TEMPLATES.items()
    for said, messages, answer in [("a question", ASK, True), ("a talk", TALK, True), ("a talk without an answer", TALK, False), ("the model begins", ODD, False)]
]
print(json.dumps({"day": DAY.isoformat(), "tokens": TOKENS, "cases": cases}, ensure_ascii=False, indent=1))
