/**
 * Patch series as people have them: mail, patch files, ranges of commits. Knows what a patch says,
 * not whether it applies.
 */
package org.seamreplay.series;
