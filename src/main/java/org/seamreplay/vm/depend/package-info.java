/**
 * What a run depended on: questions it asked of its program, digests of the answers, and whether
 * another program would have answered the same, so that the run need not be made again.
 */
package org.seamreplay.vm.depend;
