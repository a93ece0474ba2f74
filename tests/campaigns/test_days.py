"""A few simulated days, as the campaign lives through thousands of them."""

from tests.campaigns.days import live_through


async def test_two_days_go_by_as_the_model_says() -> None:
    assert await live_through(2, seed=3, release=True) == []
