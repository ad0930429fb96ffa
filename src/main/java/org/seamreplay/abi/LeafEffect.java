package org.seamreplay.abi;

/**
 * What a leaf that succeeds changes for those who only see its call: enough to follow a trace
 * without the module behind it.
 */
public enum LeafEffect {
  /** The module of the image that was installed last answers from now on. */
  STARTS_MODULE,

  /** R9 says which add-on features are configured. */
  CONFIGURES_FEATURES,

  /** The loader has a new image. */
  INSTALLS_IMAGE,

  /** The TD of RCX can get memory. */
  INITIALISES_TD,

  /** The page of R8 is the TD's, with the content of R9. */
  ADDS_PAGE,

  /** The pages of the list in RCX are the module's, also of a call that stops before the end. */
  TAKES_LISTED_PAGES,

  /** The pages taken so far serve for good. */
  OPENS_POOL,

  /** There are new quoting keys. */
  MAKES_QUOTING_KEYS,

  /** A quote is in the buffer of R10. */
  MAKES_QUOTE
}
