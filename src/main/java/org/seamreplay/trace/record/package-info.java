/** Makes a trace while a kernel runs: Recorder names, decodes and folds. */
package org.seamreplay.trace.record;
