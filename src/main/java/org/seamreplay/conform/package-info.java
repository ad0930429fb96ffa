/**
 * Holds the module against recorded behaviour: files of calls with the answers that some module
 * gave ({@link org.seamreplay.conform.VectorReader}), played into ours ({@link
 * org.seamreplay.conform.Conformance}), or written again with ours ({@link
 * org.seamreplay.conform.VectorRecorder}).
 *
 * <p>A vector file is JSON Lines; numbers in strings are hexadecimal. The first line is {@code
 * {"format":"tdx-vectors-1"}}. A setup {@code {"setup":N,"base":B,"do":[...]}} is state B and what
 * happens then; {@code fresh} is a module that was just loaded. A sequence {@code
 * {"id":n,"tag":t,"setup":N,"do":[...]}} begins in a fresh copy of a setup. Items:
 *
 * <ul>
 *   <li>{@code {"c":{"lp":L,"rax":..},"o":{"rax":..}}}: a SEAMCALL on LP L; registers that are
 *       absent in o keep their input, "*" is any value; "x":n makes the call n times
 *   <li>{@code {"c":..,"o":{"td":{..}}}}: VP.ENTER that entered the guest, with its registers
 *   <li>{@code {"g":{"reason":..},"o":{"td":{..}}}} or {@code "o":{"vm":{..}}}: an exit of the
 *       guest, after which the guest or the host goes on
 *   <li>{@code {"w":[hpa,bytes]}}, {@code {"f":[hpa,length,byte]}}, {@code {"d":[hpa,bytes]}}: the
 *       host writes, fills, finds memory
 *   <li>{@code {"i":1}}: from now on an interrupt is pending; {@code {"l":1}}: a new image is
 *       loaded
 * </ul>
 */
package org.seamreplay.conform;
