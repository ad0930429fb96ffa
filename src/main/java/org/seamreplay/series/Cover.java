package org.seamreplay.series;

/**
 * The letter in front of a series.
 *
 * @param subject without brackets
 * @param body all of the text, with line ends
 * @param author who sent it
 * @param origin where it comes from
 */
public record Cover(String subject, String body, Author author, Origin origin) {}
