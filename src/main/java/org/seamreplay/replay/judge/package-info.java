/**
 * What is wrong with a recording: Judge holds it against its scenario's expectation and its golden
 * trace.
 */
package org.seamreplay.replay.judge;
