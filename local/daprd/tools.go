//go:build tools

// Package tools pins the daprd command in go.mod.
package tools

import _ "github.com/dapr/dapr/cmd/daprd"
