package ipynb_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/gofresco/fresco/doc/ipynb"
)

// TestBad checks the first line of what is said about files that are no
// notebooks, and that there is a second one on what to do.
func TestBad(t *testing.T) {
	cell := func(members string) string {
		return string(notebook("{}", `{"cell_type": "code", "metadata": {}, "source": ""}`, "\n{"+members+"}"))
	}
	output := func(members string) string { return cell(`"cell_type": "code", "outputs": [{` + members + `}]`) }
	for _, tt := range []struct{ src, want string }{
		{"", "a.ipynb: the file is empty"},
		{"\uFEFF \n", "a.ipynb: the file is empty"},
		{"[1]", "a.ipynb: this is not a notebook: a notebook is a JSON object, and this file holds a list"},
		{`"x"`, "a.ipynb: this is not a notebook: a notebook is a JSON object, and this file holds a string"},
		{`{"name": "x"}`, `a.ipynb: this is not a notebook: the JSON object has no "nbformat"`},
		{"# Markdown", "a.ipynb:1:1: the notebook is not valid JSON: invalid character '#' at start of value"},
		{"{\n \"a\": [1,\n  \xff]}", "a.ipynb:3:3: the file is not UTF-8 text"},
		{"{\"a\": \"\xc3\"}", "a.ipynb:1:8: the file is not UTF-8 text"},
		{"{\n \"a\": [1,\n", "a.ipynb:3:1: the notebook ends in the middle of its JSON"},
		{`{"a": "x`, "a.ipynb:1:9: the notebook ends in the middle of its JSON"},
		{"{\n \"a\": 1\n} x", "a.ipynb:3:3: the notebook is not valid JSON: invalid character 'x' at start of value"},
		{"{}\n{}", "a.ipynb:2:1: the notebook is not valid JSON: there is more after its end"},
		{"{\"a\": 1,\n\"b\": [{}], \"a\": 2}", `a.ipynb:2:12: the name "a" stands twice in one JSON object`},
		{`{"a": {"\u0062": 1, "b": 2}}`, `a.ipynb:1:21: the name "b" stands twice in one JSON object`},
		{"{\"a\":\n NaN}", "a.ipynb:2:2: the notebook is not valid JSON: invalid character 'N' at start of value"},
		{"{\n<<<<<<< HEAD\n", "a.ipynb:2:1: the notebook is not valid JSON: invalid character '<' at start of value"},
		{`{"a": 01}`, "a.ipynb:1:8: the notebook is not valid JSON: invalid character '1' after object value (expecting ',' or '}')"},
		{"{\"a\": \"x\ny\"}", `a.ipynb:1:9: the notebook is not valid JSON: invalid character '\n' in string (expecting non-control character)`},
		{`{"a": ` + strings.Repeat("[", 5000), "a.ipynb:1:1006: the notebook is not valid JSON: values are nested too deep"},
		{strings.Repeat(`{"a":`, 100000), "a.ipynb:1:5001: the notebook is not valid JSON: values are nested too deep"},
		{`{"nbformat": "4"}`, `a.ipynb: "nbformat" should be a whole number from 0 and is a string`},
		{`{"nbformat": 4.5}`, `a.ipynb: "nbformat" should be a whole number from 0 and is the number 4.5`},
		{`{"nbformat": 4, "nbformat_minor": -1}`, `a.ipynb: "nbformat_minor" should be a whole number from 0 and is the number -1`},
		{`{"nbformat": 4, "nbformat_minor": 1}`, `a.ipynb: the notebook has no "cells"`},
		{`{"nbformat": 4, "cells": {}}`, `a.ipynb: "cells" should be a list and is an object`},
		{`{"nbformat": 4, "cells": [], "metadata": []}`, `a.ipynb: "metadata" should be an object and is a list`},
		{string(notebook(`{"kernelspec": 1}`)), `a.ipynb: "kernelspec" should be an object and is the number 1`},
		{string(notebook(`{"language_info": {"name": null}}`)), `a.ipynb: "name" should be a string and is null`},
		{string(notebook(`{"fresco": true}`)), `a.ipynb: "fresco" should be an object and is true`},
		{string(notebook(`{}`, "3")), `a.ipynb:cell 1: a cell should be an object and is the number 3`},
		{cell(``), `a.ipynb:cell 2: the cell has no "cell_type"`},
		{cell(`"cell_type": "heading"`), `a.ipynb:cell 2: the cell's type is "heading"; it should be "markdown", "code" or "raw"`},
		{cell(`"cell_type": 1`), `a.ipynb:cell 2: "cell_type" should be a string and is the number 1`},
		{cell(`"cell_type": "raw", "source": {}`), `a.ipynb:cell 2: "source" should be a string or a list of strings and is an object`},
		{cell(`"cell_type": "raw", "source": ["a", 1]`), `a.ipynb:cell 2: "source" should be a string or a list of strings and is a list`},
		{cell(`"cell_type": "raw", "id": 7`), `a.ipynb:cell 2: "id" should be a string and is the number 7`},
		{cell(`"cell_type": "raw", "metadata": "x"`), `a.ipynb:cell 2: "metadata" should be an object and is a string`},
		{cell(`"cell_type": "raw", "metadata": {"tags": "x"}`), `a.ipynb:cell 2: "tags" should be a list and is a string`},
		{cell(`"cell_type": "raw", "metadata": {"tags": [1]}`), `a.ipynb:cell 2: "tags" should be a list of strings and holds the number 1`},
		{cell(`"cell_type": "code", "metadata": {"jupyter": {"source_hidden": 1}}`), `a.ipynb:cell 2: "source_hidden" should be true or false and is the number 1`},
		{cell(`"cell_type": "markdown", "attachments": {"a.png": "x"}`), `a.ipynb:cell 2: "a.png" should be an object of MIME types and is a string`},
		{cell(`"cell_type": "code", "execution_count": 1e400`), `a.ipynb:cell 2: "execution_count" should be a whole number from 0 and is the number 1e400`},
		{cell(`"cell_type": "code", "outputs": {}`), `a.ipynb:cell 2: "outputs" should be a list and is an object`},
		{cell(`"cell_type": "code", "outputs": [[]]`), `a.ipynb:cell 2: an output should be an object and is a list`},
		{output(``), `a.ipynb:cell 2: an output has no "output_type"`},
		{output(`"output_type": "pyout"`), `a.ipynb:cell 2: "pyout" is no type of output in nbformat 4`},
		{output(`"output_type": "stream", "text": 1`), `a.ipynb:cell 2: "text" should be a string or a list of strings and is the number 1`},
		{output(`"output_type": "error", "traceback": "x"`), `a.ipynb:cell 2: "traceback" should be a list and is a string`},
		{output(`"output_type": "display_data", "data": []`), `a.ipynb:cell 2: "data" should be an object of MIME types and is a list`},
		{output(`"output_type": "display_data", "data": {"text/plain": {}}`), `a.ipynb:cell 2: "text/plain" should be a string or a list of strings and is an object`},
		{output(`"output_type": "execute_result", "data": {}, "metadata": 1`), `a.ipynb:cell 2: "metadata" should be an object and is the number 1`},
	} {
		d, err := ipynb.Decode("a.ipynb", []byte(tt.src))
		if err == nil {
			t.Errorf("%.80q: no error; %v", tt.src, d)
			continue
		}
		asDiagnostic(t, err)
		first, hint, _ := strings.Cut(err.Error(), "\n\t")
		if first != tt.want {
			t.Errorf("%.80q:\n got %q\nwant %q", tt.src, first, tt.want)
		}
		if hint == "" {
			t.Errorf("%.80q: no word on what to do: %v", tt.src, err)
		}
	}
}

// TestHints checks the hints that depend on what is wrong.
func TestHints(t *testing.T) {
	for src, want := range map[string]string{
		"{\n<<<<<<< HEAD\n": "merge conflict",
		`{"a": -Infinity}`:  "JSON has no such number",
		`{"nbformat": 4, "cells": [` + "\n" + `{"cell_type": "raw", "source": 1}]}`: "at line 2, column 32 of the file",
		`{"nbformat": 5, "nbformat_minor": 0, "cells": []}`:                         "jupyter nbconvert --to notebook --nbformat 4 --inplace 'my notes/a.ipynb'",
		string(read(t, "testdata/bad/v3.ipynb")):                                    "jupyter nbconvert --to notebook --inplace 'my notes/a.ipynb'",
		`{"nbformat": 1}`:                                                           "jupyter nbconvert --to notebook --inplace",
	} {
		_, err := ipynb.Decode("my notes/a.ipynb", []byte(src))
		if err == nil || !strings.Contains(asDiagnostic(t, err).Hint, want) {
			t.Errorf("%.40q: got %v, want %q", src, err, want)
		}
	}
}

// TestTruncated cuts a notebook off at every byte.
func TestTruncated(t *testing.T) {
	src := bytes.TrimSpace(read(t, "testdata/python.ipynb"))
	for n := range len(src) {
		_, err := ipynb.Decode("a.ipynb", src[:n])
		if err == nil {
			t.Fatalf("no error for the first %d bytes", n)
		}
		d := asDiagnostic(t, err)
		if text := fmt.Sprint(err); !strings.Contains(text, "ends in the middle") && !strings.Contains(text, "empty") && !strings.Contains(text, "not UTF-8") || d.Hint == "" {
			t.Fatalf("%d bytes: %v", n, err)
		}
	}
}

func TestTooLarge(t *testing.T) {
	_, err := ipynb.Decode("a.ipynb", make([]byte, 257<<20))
	if err == nil || !strings.Contains(err.Error(), "257 MB") {
		t.Errorf("got %v", err)
	}
}
