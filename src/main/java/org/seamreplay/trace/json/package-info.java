/** Traces as JSON Lines: TraceWriter and TraceReader, which trusts nothing that it reads. */
package org.seamreplay.trace.json;
