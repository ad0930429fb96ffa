/** What a module remembers: pages, keys, TDs, VCPUs and calls that were interrupted. */
package org.seamreplay.module.state;
