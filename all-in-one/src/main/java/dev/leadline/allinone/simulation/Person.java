package dev.leadline.allinone.simulation;

/**
 * An invented visitor; nobody's mail reaches an address under {@code .example}.
 *
 * @param anonymousId of the one browser this person uses
 */
record Person(
    int number,
    String anonymousId,
    String firstName,
    String lastName,
    String email,
    String phone,
    String company,
    String jobTitle,
    Place place,
    String ip,
    String userAgent) {}
