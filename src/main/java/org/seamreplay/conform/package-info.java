/**
 * Holds the module against recorded behaviour: files of calls with the answers that some module
 * gave ({@link org.seamreplay.conform.VectorReader}), played into ours.
 */
package org.seamreplay.conform;
