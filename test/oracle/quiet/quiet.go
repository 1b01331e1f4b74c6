// Package quiet keeps Istio's test environment from warning on standard output, where the answers go: it does so for folders of
// Istio's build that are missing. It must be initialized first, and Go initializes packages in the order of their paths.
package quiet

import "os"

func init() {
	for _, folder := range []string{"TARGET_OUT", "LOCAL_OUT"} {
		os.Setenv(folder, os.TempDir())
	}
}
