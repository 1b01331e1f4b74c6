// A Redis in memory, for the rate limit service of the mesh on this machine.
package main

import (
	"log"

	"github.com/alicebob/miniredis/v2"
)

func main() {
	server := miniredis.NewMiniRedis()
	if err := server.StartAddr(":6379"); err != nil {
		log.Fatal(err)
	}
	select {}
}
