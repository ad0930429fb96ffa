/** Makes quotes under a test root. Reader and verifier use nothing of it. */
package org.seamreplay.dice.issue;
