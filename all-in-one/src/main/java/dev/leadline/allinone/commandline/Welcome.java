package dev.leadline.allinone.commandline;

import dev.leadline.allinone.clients.AccessClient;
import dev.leadline.allinone.platform.Platform;
import java.io.PrintWriter;
import java.util.List;

/** How to sign in. A new platform has nobody: it is given one member of each role. */
final class Welcome {

  private static final String MANAGER = "manager";

  private record First(String memberId, String name, List<String> roles) {}

  private static final List<First> FIRST =
      List.of(
          new First(MANAGER, "Morgan Manager", List.of("MANAGER", "OPS")),
          new First("editor", "Eden Editor", List.of("EDITOR")),
          new First("integrator", "Indra Integrator", List.of("INTEGRATOR")),
          new First("member", "Mika Member", List.of("MEMBER")));

  private Welcome() {}

  /**
   * Tells how to sign in.
   *
   * @param withLink whether nothing is to be typed
   */
  static void tell(Platform platform, String address, boolean withLink, PrintWriter out) {
    try (var client = platform.operations()) {
      var access = new AccessClient(client);
      List<String> members = access.members();
      if (members.isEmpty()) {
        out.println("Sign in at " + address + "/sign-in; these passwords are shown this once:");
        for (First first : FIRST)
          out.printf(
              "  %-12s %s%n",
              first.memberId(), access.add(first.memberId(), first.name(), first.roles()));
      } else {
        out.println("Sign in at " + address + "/sign-in as one of " + String.join(", ", members));
        out.println(
            "A lost password: ./leadline password MEMBER"
                + ClientOptions.toReach(address, platform.keyFile()));
      }
      if (withLink && (members.isEmpty() || members.contains(MANAGER)))
        out.println("Signs you in, once: " + address + access.link(MANAGER));
      out.println("API key of this machine: " + platform.keyFile());
    }
  }
}
