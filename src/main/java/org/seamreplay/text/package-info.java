/** How messages say things. Imports nothing. */
package org.seamreplay.text;
