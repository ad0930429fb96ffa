/** What a module is: version, features, leaves, choices and image, read from a profile. */
package org.seamreplay.module.profile;
