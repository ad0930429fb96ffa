/** CBOR as a strict reader must see it, the numbers of the formats, and the words of a finding. */
package org.seamreplay.dice.cbor;
