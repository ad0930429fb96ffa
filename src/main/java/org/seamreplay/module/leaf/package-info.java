/** What a module does: one class per group of leaves, and the dispatcher in front of them. */
package org.seamreplay.module.leaf;
