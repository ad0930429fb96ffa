/**
 * Certificates of the DICE layers, their extensions and keys, and the roots that a caller trusts.
 */
package org.seamreplay.dice.cert;
