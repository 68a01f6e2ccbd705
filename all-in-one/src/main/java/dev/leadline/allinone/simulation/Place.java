package dev.leadline.allinone.simulation;

import java.util.List;

/**
 * Where a visitor sits; address, language and zone fit together.
 *
 * @param network the first three numbers of an IPv4 address
 */
record Place(String country, String network, String locale, String timezone, String dialling) {

  /** A country that is listed twice has twice the visitors. */
  static final List<Place> ALL =
      List.of(
          new Place("US", "216.160.83", "en-US", "America/Los_Angeles", "+1206555"),
          new Place("US", "50.114.0", "en-US", "America/New_York", "+1212555"),
          new Place("US", "214.78.120", "en-US", "America/Chicago", "+1312555"),
          new Place("GB", "81.2.69", "en-GB", "Europe/London", "+44207946"),
          new Place("GB", "2.125.160", "en-GB", "Europe/London", "+44161496"),
          new Place("DE", "88.198.50", "de-DE", "Europe/Berlin", "+4930231"),
          new Place("FR", "90.84.144", "fr-FR", "Europe/Paris", "+33199005"),
          new Place("PT", "83.240.200", "pt-PT", "Europe/Lisbon", "+35121000"),
          new Place("SE", "89.160.20", "sv-SE", "Europe/Stockholm", "+4684650"),
          new Place("NL", "145.97.20", "nl-NL", "Europe/Amsterdam", "+3120000"),
          new Place("ES", "80.58.61", "es-ES", "Europe/Madrid", "+3491000"),
          new Place("CA", "142.217.214", "en-CA", "America/Toronto", "+1416555"),
          new Place("BR", "200.147.3", "pt-BR", "America/Sao_Paulo", "+551150"),
          new Place("IN", "103.21.58", "en-IN", "Asia/Kolkata", "+9122000"),
          new Place("JP", "133.11.0", "ja-JP", "Asia/Tokyo", "+81355"),
          new Place("AU", "1.128.0", "en-AU", "Australia/Sydney", "+61255"));
}
