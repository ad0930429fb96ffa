/**
 * The door of the virtual machine: what models, findings and memory look like from outside. Rooms
 * below it, each importing only those before: {@code code} (a program, decoded), {@code math}, then
 * {@code cover}, {@code decode} and {@code depend}, then {@code exec}, then {@code hosted}. It
 * knows neither Linux nor TDX.
 */
package org.seamreplay.vm;
