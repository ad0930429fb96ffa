/**
 * Contracts over a recording: what any correct kernel keeps, whatever its flow, and no single call
 * shows. One class each, which says its rule in a sentence and where the rule comes from; key
 * class: {@link org.seamreplay.check.Contracts}, which judges all of them. A contract looks at
 * calls, events and steps in the order of time and knows nothing else of the run.
 */
package org.seamreplay.check;
