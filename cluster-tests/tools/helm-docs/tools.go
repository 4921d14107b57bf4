//go:build tools

// Package tools pins the command in go.mod.
package tools

import _ "github.com/norwoodj/helm-docs/cmd/helm-docs"
