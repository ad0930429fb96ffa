package org.seamreplay.series;

import java.nio.charset.Charset;

/**
 * The text of a mail with its encodings taken off, but for the character set.
 *
 * @param bytes lines that end with a newline
 * @param charset what its characters are in
 */
record MailText(byte[] bytes, Charset charset) {}
