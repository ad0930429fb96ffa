/**
 * The TDX module and its loader behind one SEAMCALL instruction. Its rooms, from the bottom: {@code
 * port} is what it asks of others, {@code profile} what a module is, {@code state} what it
 * remembers, {@code leaf} what it does; {@link org.seamreplay.module.TdxModule} is the door.
 */
package org.seamreplay.module;
