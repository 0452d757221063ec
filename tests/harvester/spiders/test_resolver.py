import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from harvester.spiders import resolver
from harvester.spiders.resolver import GuardedResolver


class Names:
    """Stands for Twisted's resolver: a name's answers, one list a question."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def resolveHostName(self, receiver, name, port=0, types=None, semantics="TCP"):  # noqa: N802
        receiver.resolutionBegan(self)
        for host in self.answers.pop(0):
            family = IPv6Address if ":" in host else IPv4Address
            receiver.addressResolved(family("TCP", host, port))
        receiver.resolutionComplete()
        return self


class Reactor:
    def __init__(self, *answers):
        self.nameResolver = Names(*answers)


class Receiver:
    def __init__(self):
        self.addresses = []
        self.done = False

    def resolutionBegan(self, resolution):  # noqa: N802
        pass

    def addressResolved(self, address):  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self):  # noqa: N802
        self.done = True


def ask(guarded, name="catalogue.example"):
    receiver = Receiver()
    guarded.resolveHostName(receiver, name)
    assert receiver.done
    return receiver.addresses


def test_public_addresses_come_through_in_order():
    guarded = GuardedResolver(Reactor(["8.8.8.8", "2606:4700::1111"]), allow_loopback=False)

    assert ask(guarded) == ["8.8.8.8", "2606:4700::1111"]


@pytest.mark.parametrize("answer", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1", "2606:4700::1111"]])
def test_one_inner_address_refuses_the_whole_name(answer):
    guarded = GuardedResolver(Reactor(answer), allow_loopback=False)

    assert ask(guarded, "mixed.example") == []
    assert resolver.refused["mixed.example"] in answer


def test_a_name_that_answers_otherwise_the_second_time_is_judged_again():
    guarded = GuardedResolver(Reactor(["8.8.8.8"], ["127.0.0.1"]), allow_loopback=False)

    assert ask(guarded) == ["8.8.8.8"]
    assert ask(guarded) == []


def test_loopback_comes_through_where_it_is_allowed():
    guarded = GuardedResolver(Reactor(["127.0.0.1"], ["169.254.169.254"]), allow_loopback=True)

    assert ask(guarded, "localhost") == ["127.0.0.1"]
    assert ask(guarded) == []
