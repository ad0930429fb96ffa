/** What the module asks of the world around it, and who may watch. */
package org.seamreplay.module.port;
