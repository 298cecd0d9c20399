package site

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/gofresco/fresco/doc"
)

// renderOutputs renders what came out of a cell. Pieces of one stream that
// follow each other are one text.
func (s *passage) renderOutputs(c *doc.Cell, id string) ([]OutputData, error) {
	var list []OutputData
	for i := 0; i < len(c.Outputs); i++ {
		o := c.Outputs[i]
		for o.Kind == doc.Stream && i+1 < len(c.Outputs) && c.Outputs[i+1].Kind == doc.Stream && c.Outputs[i+1].Name == o.Name {
			i++
			o.Text += c.Outputs[i].Text
		}
		data, err := s.renderOutput(o, fmt.Sprintf("%s-%d-", id, i+1))
		if err != nil {
			return nil, err
		}
		if !data.empty() {
			list = append(list, data)
		}
	}
	return list, nil
}

// renderOutput renders one output; ids in it begin with the prefix.
func (s *passage) renderOutput(o doc.Output, prefix string) (OutputData, error) {
	switch o.Kind {
	case doc.Stream:
		if o.Name == "stderr" {
			return textOutput("stderr", o.Text), nil
		}
		return textOutput("stdout", o.Text), nil
	case doc.Failure:
		return textOutput("error", failureText(o)), nil
	}
	data, err := s.renderBundle(o, prefix)
	data.Kind = "display"
	if o.Kind == doc.Result {
		data.Kind = "result"
	}
	return data, err
}

// textOutput is output that is text from a terminal.
func textOutput(kind, text string) OutputData {
	text = strings.TrimSuffix(text, "\n")
	return OutputData{
		Kind: kind,
		Text: template.HTML(terminalHTML(text)),
		Wide: isWide(text) || strings.Count(text, "\n") >= tallText,
	}
}

// failureText is a failure's message and its traceback. The traceback of some
// kernels holds the message already.
func failureText(o doc.Output) string {
	message := o.EName
	if o.EName != "" && o.EValue != "" {
		message += ": "
	}
	message += o.EValue
	trace := strings.Join(o.Traceback, "\n")
	if trace == "" {
		return message
	}
	if strings.Contains(withoutSequences(trace), message) {
		return trace
	}
	return message + "\n" + trace
}
