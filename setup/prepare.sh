# shellcheck shell=sh
# Makes a checkout ready to run: system libraries, .venv, pinned packages, the program itself.
# POSIX sh, read in by ./run, ./check and tools/build, which set $checkout first. A checkout that is ready
# costs one look at a stamp. Every message goes to stderr: stdout belongs to the program.

# tools/build sets another one, so that building changes nothing for ./run and ./check.
venv=${checkout:?}/.venv
apt_lock_wait_s=900

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

# prepare run | prepare check | prepare build
prepare() {
    if is_ready "$1"; then
        return
    fi
    # The lock is on the checkout itself, so that there is no lock file to leave behind.
    (
        wait_for_other_setup
        if ! is_ready "$1"; then
            set_up_for "$1"
        fi
    ) 9<"$checkout"
}

wait_for_other_setup() {
    if command -v flock >/dev/null && ! flock -n 9; then
        say 'This checkout is being set up by another command; waiting for it.'
        flock 9
    fi
}

set_up_for() {
    say 'Setting up Treaty Briefing: some 490 MB are downloaded, which takes a minute or two, and 1.3 GB is installed.' \
        'This is done once.'
    python=$(find_python)
    install_system_packages "$1"
    # .venv is only added to when it is whole: an interrupted installation can look complete to pip.
    if [ "$1" = check ] && is_ready run; then
        rm -f "$venv/ready-run"
    else
        create_venv
    fi
    install_python_packages "$1"
    if [ "$1" != build ]; then
        install_parser
    fi
    install_program
    mark_ready run
    mark_ready "$1"
    say 'Set-up is complete.'
}

# The files of requirements/, which tools/lock makes, without their ending.
requirements_for() {
    case $1 in
        run) echo run ;;
        *) echo run "$1" ;;
    esac
}

# The stamp

is_ready() {
    [ -f "$venv/ready-$1" ] && [ "$(cat "$venv/ready-$1")" = "$(fingerprint "$1")" ]
}

# Written last and moved into place, so a set-up that was interrupted leaves no stamp.
mark_ready() {
    fingerprint "$1" >"$venv/ready-$1.new"
    mv "$venv/ready-$1.new" "$venv/ready-$1"
}

# What a set-up depends on. The path is part of it because the scripts in .venv hold it. Of
# pyproject.toml only what comes before the tools' settings matters to an installation.
fingerprint() {
    {
        printf '%s\n' "$checkout"
        "$venv/bin/python" -V 2>&1 || echo 'the Python of .venv is gone'
        cat "$checkout/setup/system-libraries.txt"
        if [ "$1" != run ]; then
            cat "$checkout/setup/$1-commands.txt"
        fi
        for name in $(requirements_for "$1") parser; do
            cat "$checkout/requirements/$name.txt"
        done
        sed '/^\[tool\./,$d' "$checkout/pyproject.toml"
    } | sha256sum
}

# Python

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if is_new_enough "$name"; then
            # The real file: `python3` may be the one in the .venv that is about to be replaced.
            "$name" -c 'import os, sys; print(os.path.realpath(sys.executable))'
            return
        fi
    done
    fail "Treaty Briefing needs Python 3.11 or newer; $(describe_found_python)." \
        'Install a newer Python (on Debian 12: apt-get install python3), then start again.'
}

is_new_enough() {
    command -v "$1" >/dev/null &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

describe_found_python() {
    if found=$(python3 -V 2>&1); then
        printf 'python3 here is %s' "$found"
    else
        printf 'no python3 was found here'
    fi
}

create_venv() {
    rm -rf "$venv"
    say "Creating ${venv#"$checkout"/} with $("$python" -V)."
    "$python" -m venv "$venv" >&2 ||
        fail "Creating $venv failed; the reason is above."
}

# Every package and its hash is pinned. Wheels only: building one would fetch tools nobody pinned.
# The exception is cpe, of which there is no wheel: the validator of STIX files, which only the tests use, needs it.
install_python_packages() {
    say 'Installing the Python packages.'
    names=$(requirements_for "$1")
    set --
    for name in $names; do
        set -- "$@" -r "$checkout/requirements/$name.txt"
    done
    pip_install --require-hashes --no-deps --only-binary :all: --no-binary cpe "$@" ||
        fail 'Installing the Python packages failed; the reason is above.' \
            'If it is the network, start again once that is back.'
}

# The program works without the parser, and for some machines there are no wheels of it. pip says the same where
# the network is down, but before that it says that it tries again.
install_parser() {
    if errors=$(pip_install -v --require-hashes --no-deps --only-binary :all: \
        -r "$checkout/requirements/parser.txt" 2>&1); then
        return
    fi
    lacking=$(printf '%s\n' "$errors" | sed -n 's/.*No matching distribution found for \([^ ]*\).*/\1/p')
    case $errors in *'Retrying ('*) lacking= ;; esac
    if [ -z "$lacking" ]; then
        say "$errors"
        fail 'Installing the parser failed; the reason is above.' \
            'If it is the network, start again once that is back.'
    fi
    say "Going on without the parser, since $lacking is not made for this machine." \
        'The review runs on words alone; everything else works.'
}

install_program() {
    pip_install --no-deps --no-build-isolation -e "$checkout" ||
        fail 'Installing the program itself failed; the reason is above.'
}

pip_install() {
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input "$@" >&2
}

# System packages

install_system_packages() {
    missing=$(missing_libraries)$(missing_venv_module)$(missing_python_library "$1")$(missing_commands "$1")
    if [ -z "$missing" ]; then
        return
    fi
    if ! command -v apt-get >/dev/null; then
        fail_without_apt
    elif [ "$(id -u)" = 0 ]; then
        apt_install env
    elif can_use_sudo; then
        apt_install sudo env
    else
        fail_for_want_of_packages
    fi
}

# Looks by loading, as the program will, so a library from elsewhere than a package counts too.
# On other systems the libraries have other names, and WeasyPrint says itself what it misses.
missing_libraries() {
    if [ "$(uname)" != Linux ]; then
        return
    fi
    while read -r library package; do
        case $library in '' | '#'*) continue ;; esac
        if ! "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$library" 2>/dev/null; then
            printf '%s ' "$package"
        fi
    done <"$checkout/setup/system-libraries.txt"
}

# Debian keeps the means to create a .venv in a package of its own, one for each Python.
missing_venv_module() {
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2], end=" ")'
    fi
}

# A bundle holds Python as a shared library, which Debian keeps in a package of its own.
missing_python_library() {
    if [ "$1" = build ] && ! "$python" -c '
import ctypes, os, sysconfig
folder, name = sysconfig.get_config_vars("LIBDIR", "INSTSONAME")
os.path.exists(os.path.join(folder, name)) or ctypes.CDLL(name)' 2>/dev/null; then
        "$python" -c 'import sys; print("libpython%d.%d" % sys.version_info[:2], end=" ")'
    fi
}

# Commands are for checks and bundles alone; the program itself calls none.
missing_commands() {
    if [ "$1" = run ]; then
        return
    fi
    while read -r name package; do
        case $name in '' | '#'*) continue ;; esac
        if ! command -v "$name" >/dev/null; then
            printf '%s\n' "$package"
        fi
    done <"$checkout/setup/$1-commands.txt" | sort -u | tr '\n' ' '
}

can_use_sudo() {
    command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }
}

# $@ is how to become root and set variables: `env` or `sudo env`.
apt_install() {
    say "Installing system packages: $missing"
    # A package source that is out of reach need not matter here: the installation decides.
    wait_for_apt "$@" LC_ALL=C apt-get update -qq ||
        say 'Reading the package lists failed in part; going on.'
    # shellcheck disable=SC2086 # the names are meant to be split
    wait_for_apt "$@" LC_ALL=C DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends $missing ||
        fail_for_want_of_packages
}

# Runs an apt-get command, and runs it again while another program holds a lock that it needs. The option
# DPkg::Lock::Timeout does not do: it covers dpkg's lock, but not those of the package lists and the archives.
wait_for_apt() {
    waited=0
    until errors=$("$@" 2>&1 >/dev/null </dev/null); do
        if ! is_about_lock "$errors" || [ "$waited" -ge "$apt_lock_wait_s" ]; then
            say "$errors"
            return 1
        fi
        if [ "$waited" = 0 ]; then
            say 'Another program is installing or updating system packages.' \
                "Waiting for it, for $((apt_lock_wait_s / 60)) minutes at most."
        fi
        sleep 5
        waited=$((waited + 5))
    done
}

is_about_lock() {
    case $1 in
        *'Could not get lock'* | *'Unable to lock'* | *'dpkg frontend lock'*) return 0 ;;
        *) return 1 ;;
    esac
}

fail_for_want_of_packages() {
    install="apt-get install --no-install-recommends ${missing% }"
    say 'These system packages are missing and could not be installed from here. Install them with'
    say ''
    if command -v sudo >/dev/null; then
        say "    sudo apt-get update && sudo $install"
    else
        say "    su -c 'apt-get update && $install'"
    fi
    say ''
    fail 'and start again.'
}

fail_without_apt() {
    say "These are missing (by their Debian names): ${missing% }"
    say 'There is no apt-get here to install them with. Install them with'
    say ''
    if command -v dnf >/dev/null; then
        say '    sudo dnf install pango harfbuzz libxkbcommon-x11 mesa-libEGL xcb-util-cursor poppler-utils qpdf'
    elif command -v zypper >/dev/null; then
        say '    sudo zypper install libpango-1_0-0 libharfbuzz-subset0 libxkbcommon-x11-0 Mesa-libEGL1 libxcb-cursor0 poppler-tools qpdf'
    elif command -v pacman >/dev/null; then
        say '    sudo pacman -S pango harfbuzz libxkbcommon-x11 libglvnd xcb-util-cursor poppler qpdf'
    else
        say '    the package manager of this system: Pango, PangoFT2, HarfBuzz-Subset, EGL, libxcb-cursor, Python venv, poppler and qpdf (for ./check)'
    fi
    say ''
    fail 'and start again.'
}
