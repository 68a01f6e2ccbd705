package dev.leadline.gateway.domain;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody is to a tenant; what a role may do, {@link Permission} says. */
public enum Role {
  /** Sees leads, speaks to them, blocks them: what everybody begins with. */
  MEMBER("Member"),
  /** Connects other systems as well. */
  INTEGRATOR("Integrator"),
  /** Corrects leads, takes lists away, shapes the data model. */
  EDITOR("Editor"),
  /** Everything, with the team and its keys. */
  MANAGER("Manager"),
  /** Keeps the platform going. */
  OPS("Ops"),
  /** Shapes the data model, beside another role. */
  DATA_MODEL_EDITOR("Data Model Editor"),
  /** Tells what happens and sees nothing: for keys of programs. */
  INGEST("Ingest");

  private final String label;

  Role(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** The role with this name, however it is written; null if there is none. */
  public static @Nullable Role of(String name) {
    String wanted = name.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    return Arrays.stream(values()).filter(it -> it.name().equals(wanted)).findFirst().orElse(null);
  }

  /** All that these roles may do together. */
  public static Set<Permission> permissions(Collection<Role> roles) {
    var all = EnumSet.noneOf(Permission.class);
    for (Permission permission : Permission.values())
      if (roles.stream().anyMatch(permission::isOf)) all.add(permission);
    return all;
  }

  /** Nobody gives away more than they have. */
  public static boolean mayGive(Collection<Role> giver, Collection<Role> given) {
    return permissions(giver).containsAll(permissions(given));
  }

  /** For people, and in the order of this file. */
  public static String labels(Collection<Role> roles) {
    return new TreeSet<>(roles).stream().map(Role::label).collect(Collectors.joining(", "));
  }
}
